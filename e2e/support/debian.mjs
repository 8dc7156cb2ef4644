import { spawnSync } from "node:child_process";
import { createServer } from "node:net";

/**
 * Installs one of Debian's packages, where that is possible. Whether it was, its program shows.
 * @param {string} name for people @param {string} debianPackage
 */
export function installDebian(name, debianPackage) {
  if (process.platform !== "linux") return;
  console.log(`Installing ${name} for the tests…`);
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const words of [["update"], ["install", "-y", "--no-install-recommends", debianPackage]]) {
    const [program = "", ...args] = [...asRoot, "apt-get", "-qq", ...words];
    spawnSync(program, args, { stdio: "inherit", timeout: 300_000, env });
  }
}

/** A port that the system gave and took back. @returns {Promise<number>} */
export function someFreePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}
