import { gzipSync } from "node:zlib";
import { scriptsOf } from "./support/scripts";
import { expect, newCallId, test } from "./support/test";

/**
 * What first loads bring today, rounded up, KiB: they grow no more unseen. The targets are lower still (P8 of
 * bench/limits.ts: 190, 200, 180; of the calls that are over 200, which is met; of the figures before their charts 190); each
 * step towards them is taken back here.
 */
const HELD_KIB = { live: 193, call: 205, wall: 181, calls: 192, analytics: 187, quality: 174 };

/** Each script compressed apart, as a server sends them, KiB. */
async function firstLoadKib(url: string, path: string): Promise<number> {
  const page = await fetch(`${url}${path}`);
  expect(page.status, path).toBe(200);
  const scripts = scriptsOf(await page.text());
  expect(scripts.length, path).toBeGreaterThan(3);
  const sizes = await Promise.all(
    scripts.map(async (script) => {
      const answer = await fetch(new URL(script, url));
      expect(answer.status, script).toBe(200);
      return gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 9 }).byteLength;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

test("what a page's first load brings as scripts stays within its bytes: board, call, wall, calls that are over, figures, reviews", async ({
  earshot,
  upstream,
}) => {
  const id = newCallId();
  await upstream.put({ id });
  for (const [path, heldKib] of [
    ["/", HELD_KIB.live],
    [`/calls/${id}`, HELD_KIB.call],
    ["/wall", HELD_KIB.wall],
    ["/calls", HELD_KIB.calls],
    ["/analytics", HELD_KIB.analytics],
    ["/quality", HELD_KIB.quality],
  ] as const) {
    expect(await firstLoadKib(earshot.url, path), path).toBeLessThanOrEqual(heldKib);
  }
});
