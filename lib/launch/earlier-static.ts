import { cpSync, existsSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";

/** Next empties `.next` before a build, this folder excepted. */
const keptFolder = (root: string) => join(root, ".next", "cache", "earshot-static");
/** Of the builds before: nobody keeps a page open over more of them, or for longer. */
const MOST_BUILDS = 5;
const LONGEST_MS = 30 * 86_400_000;

/**
 * Puts the scripts and styles of the builds before beside the new one's: a page that was open during an upgrade asks for
 * its own when it needs a late part. Their names have their contents' hash in them, so none is in another's way.
 * @param build the new build's id
 * @param served the folder that is served as /_next/static, complete for the new build
 */
export function serveEarlierStatic(root: string, build: string, served: string, nowMs = Date.now()): void {
  const kept = keptFolder(root);
  const own = join(kept, build);
  rmSync(own, { recursive: true, force: true });
  cpSync(join(root, ".next", "static"), own, { recursive: true });
  utimesSync(own, nowMs / 1000, nowMs / 1000);
  const builds = readdirSync(kept)
    .map((name) => ({ folder: join(kept, name), atMs: statSync(join(kept, name)).mtimeMs }))
    .sort((one, other) => other.atMs - one.atMs);
  builds.forEach(({ folder, atMs }, index) => {
    if (folder === own) return;
    const isTooOld = index > MOST_BUILDS || nowMs - atMs > LONGEST_MS;
    if (isTooOld) rmSync(folder, { recursive: true, force: true });
    else cpSync(folder, served, { recursive: true, force: false, errorOnExist: false });
  });
}

/** The build that lies there now, when it was made before builds were kept. */
export function keepStatic(root: string, build: string): void {
  const [made, own] = [join(root, ".next", "static"), join(keptFolder(root), build)];
  if (existsSync(made) && !existsSync(own)) cpSync(made, own, { recursive: true });
}
