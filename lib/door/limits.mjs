/**
 * What a connection may take of the server: time for its head and its body, and how many there may be. Node's own are a
 * minute, five minutes, checked twice a minute, and as many connections as the system has files.
 */

/** Options of `http.createServer`; milliseconds. What we are sent is a head of 16 KiB and a body of 64 at most. */
export const TIME_LIMITS = Object.freeze({
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
});

const MOST_CONNECTIONS = 4_096;
/** So that four addresses at least share what there is. */
const MOST_OF_AN_ADDRESS = 1_024;

/**
 * Closes connections that are too many, without a word: an answer would cost what the limit is to save. Behind a trusted
 * proxy all come from its address, and who asks is not known before the head has been read: there the proxy limits them.
 * @param {import("node:net").Server} server @param {number} proxies how many proxies are trusted
 * @param {{ all?: number, ofAnAddress?: number }} limits
 */
export function limitConnections(server, proxies, { all = MOST_CONNECTIONS, ofAnAddress = MOST_OF_AN_ADDRESS } = {}) {
  server.maxConnections = all;
  if (proxies > 0) return;
  /** @type {Map<string, number>} */
  const open = new Map();
  server.on("connection", (socket) => {
    const address = socket.remoteAddress ?? "unknown";
    const before = open.get(address) ?? 0;
    if (before >= ofAnAddress) {
      socket.destroy();
      return;
    }
    open.set(address, before + 1);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}
