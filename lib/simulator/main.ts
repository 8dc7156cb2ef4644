import { readFlags, USAGE } from "@/lib/simulator/flags";
import { startSimulator } from "@/lib/simulator/server";

async function main(): Promise<void> {
  const options = readFlags(process.argv.slice(2));
  if (options === null) {
    console.log(USAGE);
    return;
  }
  const simulator = await startSimulator(options);
  console.log(`The simulator answers on ${simulator.url} with the key "${simulator.key}".`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void simulator.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE") console.error("The port is taken by another program; choose one with --port.");
  else console.error(error instanceof Error ? error.message.split("\n")[0] : String(error));
  process.exitCode = 2;
});
