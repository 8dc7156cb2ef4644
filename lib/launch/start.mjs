import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installFault, installPackages } from "./install.mjs";
import { nodeFault } from "./node-floor.mjs";
import { isRunByPackageManager, watchParents } from "./parents.mjs";

// `npm start` and `npm run dev` on a machine with Node and nothing else: this file must run before anything is installed.
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const tooOld = nodeFault(process.versions.node);
if (tooOld !== null) {
  console.error(tooOld);
  process.exit(1);
}
const envFile = join(root, ".env");
if (existsSync(envFile)) process.loadEnvFile(envFile);
const fault = installFault(root);
if (fault !== null) {
  console.error(fault);
  process.exit(1);
}
if (!installPackages(root)) {
  console.error("The packages could not be installed: see npm's message above.");
  process.exit(1);
}

const launch = spawn(
  process.execPath,
  ["--conditions=react-server", "--import", "tsx", join("lib", "launch", "launch.ts"), ...process.argv.slice(2)],
  // The message channel lets the child notice when this process is killed outright.
  { cwd: root, stdio: ["inherit", "inherit", "inherit", "ipc"] },
);
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => launch.kill(signal));
}
if (isRunByPackageManager(process.env, root)) watchParents(() => launch.kill("SIGTERM"));
launch.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
