import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * An empty database as a file, made once for each version of the engine and kept with the packages.
 * @param root the repository, with its packages installed
 * @returns its path, null when it could not be made
 */
export async function databaseTemplate(root: string): Promise<string | null> {
  const packages = join(root, "node_modules");
  const engine = join(packages, "@electric-sql", "pglite", "package.json");
  const { version } = JSON.parse(readFileSync(engine, "utf8")) as { version: string };
  const file = join(packages, ".cache", "earshot", `database-${version}.tar.gz`);
  if (existsSync(file)) return file;
  const maker = spawn(process.execPath, [join(root, "lib", "database", "make-template.mjs"), file], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  const code = await new Promise<number | null>((resolve) => {
    maker.on("error", () => resolve(null));
    maker.on("exit", resolve);
  });
  return code === 0 && existsSync(file) ? file : null;
}
