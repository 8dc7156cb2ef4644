import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { answering, freePort, newDataFolder, ROOT } from "./support/servers";
import { CANARY_KEY, expect, newCallId, test } from "./support/test";

test.describe.configure({ timeout: 1_800_000 });
test.use({ expectedErrors: [/Failed to load resource|ERR_CONNECTION/] });

const SOURCES = [
  ...["app", "components", "lib", "instrumentation.ts", "package.json", "package-lock.json", "next.config.mjs"],
  ...["tsconfig.json", "postcss.config.mjs"],
];

test("a page that was open during an upgrade loads its late parts from the new version", async ({ page, upstream }) => {
  const id = newCallId();
  await upstream.put({ id });
  const folder = join(newDataFolder(), "earshot");
  mkdirSync(folder);
  for (const name of SOURCES) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  cpSync(join(ROOT, "node_modules"), join(folder, "node_modules"), { recursive: true, verbatimSymlinks: true });
  const port = String(await freePort());
  const settings = { HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: upstream.url, EARSHOT_AUTH: "off" };
  const kept = { PATH: process.env.PATH, HOME: process.env.HOME, NEXT_TELEMETRY_DISABLED: "1" };
  const env = { ...kept, ...settings, EARSHOT_DATA_DIR: newDataFolder(), PORT: port } as unknown as NodeJS.ProcessEnv;
  const url = `http://localhost:${port}`;
  const build = () =>
    spawnSync(process.execPath, ["lib/launch/start.mjs", "--build"], { cwd: folder, env, encoding: "utf8" });
  const start = async () => {
    const server = spawn(process.execPath, ["lib/launch/start.mjs"], { cwd: folder, env, stdio: "ignore" });
    await answering(`${url}/readyz`, server, () => "");
    return async () => {
      server.kill("SIGINT");
      await new Promise((resolve) => server.once("exit", resolve));
    };
  };

  const first = build();
  expect(first.status, first.stderr).toBe(0);
  const stopFirst = await start();
  await page.goto(`${url}/calls/${id}`);
  await expect(page.locator("[data-freshness]").first()).toHaveAttribute("data-freshness", "live");
  // The late parts get other names, as they do with every change.
  for (const part of ["palette.tsx", "keys-dialog.tsx"]) {
    appendFileSync(join(folder, "components", "shell", part), "\n(globalThis as { version?: number }).version = 2;\n");
  }
  const second = build();
  expect(second.status, second.stderr).toBe(0);
  await stopFirst();
  const stopSecond = await start();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.getByText("This page broke")).toHaveCount(0);
  await page.close();
  await stopSecond();
});
