import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { someFreePort } from "./debian.mjs";
import { root } from "./steps.mjs";

const READY_LIMIT_MS = 240_000;
const END_LIMIT_MS = 60_000;

/** @param {string} url @returns {Promise<boolean>} it says that it is ready, and the board answers with live calls */
async function serves(url) {
  const answer = await fetch(`${url}/readyz`).catch(() => null);
  if (answer?.status !== 200) return false;
  const { data } = await (await fetch(`${url}/api/v1/live`)).json();
  return data.calls.length > 0;
}

/**
 * Starts the demo as `npm start` does, with the Node given, until its board has calls, and tells it to end.
 * @param {import("./output.mjs").Voice} voice @param {string} program the Node
 * @returns {Promise<boolean>} it came up and ended well
 */
export async function startsAndEnds(voice, program) {
  const data = mkdtempSync(join(tmpdir(), "earshot-start-"));
  const port = await someFreePort();
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, NODE_ENV: /** @type {const} */ ("production"), PORT: String(port), EARSHOT_DATA_DIR: data };
  const server = spawn(program, [join("lib", "launch", "start.mjs")], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => voice.write(String(text)));
  const ended = new Promise((resolve) => server.once("exit", resolve));
  try {
    const deadline = performance.now() + READY_LIMIT_MS;
    let up = false;
    while (!up && server.exitCode === null && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      up = await serves(`http://localhost:${port}`);
    }
    server.kill("SIGTERM");
    const late = new Promise((resolve) => setTimeout(resolve, END_LIMIT_MS, "late").unref());
    const code = await Promise.race([ended, late]);
    voice.write(`${up ? "It came up" : "It did not come up"} and ended with ${code}.\n`);
    return up && code === 0;
  } finally {
    server.kill("SIGKILL");
    rmSync(data, { recursive: true, force: true });
  }
}
