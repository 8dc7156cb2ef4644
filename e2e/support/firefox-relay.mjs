#!/usr/bin/env node
import { spawn } from "node:child_process";
import { WebSocket, WebSocketServer } from "ws";

/**
 * What Playwright starts for Debian's Firefox ESR: the browser itself, spoken to by WebDriver BiDi through a relay that
 * answers what an ESR does not know yet. Playwright sends it for every page and would open none without an answer.
 */
const UNKNOWN_TO_ESR = new Set(["emulation.setMediaFeaturesOverride"]);
const LISTENING = /WebDriver BiDi listening on (ws:\/\/\S+)/;

const browser = spawn(process.env.EARSHOT_FIREFOX || "/usr/bin/firefox-esr", process.argv.slice(2), {
  stdio: ["ignore", "inherit", "pipe"],
});
browser.on("exit", (code) => process.exit(code ?? 1));
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => browser.kill(signal));

/** @param {string} address of the browser */
function relay(address) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (client, { url }) => {
    const far = new WebSocket(`${address}${url}`);
    /** @type {string[] | null} what came before the browser could be spoken to */
    let early = [];
    far.on("open", () => {
      for (const text of early ?? []) far.send(text);
      early = null;
    });
    far.on("message", (data) => client.send(String(data)));
    client.on("message", (data) => {
      const text = String(data);
      const { id, method } = JSON.parse(text);
      if (UNKNOWN_TO_ESR.has(method)) client.send(JSON.stringify({ type: "success", id, result: {} }));
      else if (early) early.push(text);
      else far.send(text);
    });
    far.on("close", () => client.close());
    client.on("close", () => far.close());
    far.on("error", () => client.close());
  });
  server.on("listening", () => {
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    console.error(`WebDriver BiDi listening on ws://127.0.0.1:${port}`);
  });
}

let said = "";
browser.stderr.setEncoding("utf8");
browser.stderr.on("data", (/** @type {string} */ text) => {
  const before = LISTENING.test(said);
  said += text;
  const address = LISTENING.exec(said)?.[1];
  // Playwright takes the first address it reads for the browser's.
  if (address === undefined || before) process.stderr.write(text.replace(LISTENING, ""));
  else relay(address);
});
