import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ADMIN, firstAdminIsThere, signInAs } from "./support/access";
import { ask } from "./support/http";
import { newDataFolder, ROOT, startEarshot } from "./support/servers";
import { expect, settingsFor, test } from "./support/test";

/** As `npm run database -- …` does. */
async function database(
  settings: Record<string, string>,
  ...args: string[]
): Promise<{ code: number | null; said: string }> {
  const program = ["--conditions=react-server", "--import", "tsx", join("lib", "launch", "database.ts"), ...args];
  const child = spawn(process.execPath, program, { cwd: ROOT, env: { ...process.env, ...settings } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, said };
}

test("somebody's session outlives the data folder: backed up while Earshot runs, restored into another", async ({
  upstream,
}) => {
  test.setTimeout(180_000);
  const settings = {
    ...settingsFor(upstream),
    EARSHOT_AUTH: "on",
    EARSHOT_DATA_DIR: newDataFolder(),
    EARSHOT_ADMIN_EMAIL: ADMIN.email,
    EARSHOT_ADMIN_PASSWORD: ADMIN.password,
  };
  const outside = mkdtempSync(join(tmpdir(), "earshot-backups-"));
  const first = await startEarshot(settings);
  await firstAdminIsThere(first);
  const cookie = await signInAs(first.url, ADMIN);
  const backup = await database(settings, "backup", join(outside, "backup"));
  expect(backup).toEqual({ code: 0, said: expect.stringContaining("Earshot went on meanwhile") });
  expect((await ask(first.url, "/api/v1/live", { headers: { cookie } })).status).toBe(200);
  const refused = await database(settings, "restore", join(outside, "backup"));
  expect(refused).toEqual({ code: 1, said: expect.stringContaining("is in use by process") });
  await first.kill();

  const elsewhere = { ...settings, EARSHOT_DATA_DIR: newDataFolder() };
  expect((await database(elsewhere, "restore", join(outside, "backup"))).code).toBe(0);
  const second = await startEarshot(elsewhere);
  await expect
    .poll(async () => (await ask(second.url, "/api/v1/live", { headers: { cookie } })).status, { timeout: 60_000 })
    .toBe(200);
  await second.stop();
  expect(await database(settings)).toEqual({ code: 2, said: expect.stringContaining("backup FOLDER") });
  rmSync(outside, { recursive: true });
});
