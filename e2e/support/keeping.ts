import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ADMIN, firstAdminIsThere, GUARDED, makePerson, signInAs } from "./access";
import { startEarshot } from "./servers";

/** An Earshot that keeps calls in a folder which can be looked at, and the cookies of people on it. */
export type Keeping = {
  url: string;
  dataDir: string;
  admin: string;
  supervisor: string;
  viewer: string;
  restart: () => Promise<void>;
  end: () => Promise<void>;
};

export async function startKeeping(given: Record<string, string>): Promise<Keeping> {
  const dataDir = mkdtempSync(join(tmpdir(), "earshot-exports-"));
  const settings = { ...given, ...GUARDED, EARSHOT_ARCHIVE: "on", EARSHOT_DATA_DIR: dataDir };
  let now = await startEarshot(settings);
  await firstAdminIsThere(now);
  const { url } = now;
  const admin = await signInAs(url, ADMIN);
  return {
    ...{ url, dataDir, admin },
    supervisor: (await makePerson(url, admin, "supervisor", null)).cookies,
    viewer: (await makePerson(url, admin, "viewer", null)).cookies,
    async restart() {
      await now.kill();
      now = await startEarshot({ ...settings, PORT: new URL(url).port });
    },
    async end() {
      await now.kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
