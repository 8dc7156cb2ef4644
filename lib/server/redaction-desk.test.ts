import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, test, vi } from "vitest";
import { callFor, longPartOfCall, type Visibility } from "@/lib/access/visibility";
import { aCall, aMessage, at } from "@/lib/calls/build";
import type { Call } from "@/lib/calls/call";
import { createRedactionDesk, type RedactionDesk } from "./redaction-desk";

const VIEWER: Visibility = { masked: true, redacted: true, lines: true, raw: false };

/** The worker from its source, which Node reads with tsx; a build bundles it. */
const SOURCE = JSON.stringify(new URL("./redaction-worker.ts", import.meta.url).href);
const startFromSource = () =>
  new Worker(`import("tsx/esm/api").then(({ register }) => { register(); return import(${SOURCE}); })`, {
    ...{ eval: true, execArgv: [] },
  });
/** A worker that does this with what it is told. */
const startWith = (script: string) => () =>
  new Worker(`const { parentPort } = require("node:worker_threads");${script}`, { eval: true, execArgv: [] });

let desks: RedactionDesk[] = [];
function deskWith(options: Parameters<typeof createRedactionDesk>[0]) {
  const desk = createRedactionDesk(options);
  desks.push(desk);
  return desk;
}
afterEach(() => {
  for (const desk of desks) desk.close();
  desks = [];
});

const PIECES = ["My card number is 4539", "Yes.", "1488, thanks, Jane", "0343", "6467"];

/** A call of so many lines, long enough that it is not looked through on the main thread. */
function aLongCall(count = 2_000, status = "in_progress"): Call {
  const transcript = Array.from({ length: count }, (_, place) =>
    aMessage({
      role: place % 2 === 0 ? "user" : "assistant",
      content:
        place % 2 === 0 ? (PIECES[(place / 2) % PIECES.length] ?? "") : `I have got that. ${"So it is. ".repeat(9)}`,
      timestamp: at(place * 1_000),
    }),
  );
  return aCall({ id: `call_long_${Math.random()}`, status, transcript });
}

const wholeOf = (call: Call) => ({ call, contactName: "Jane Smith", campaignId: null, roster: [] });

async function worked(desk: RedactionDesk, call: Call): Promise<string[]> {
  for (let part = longPartOfCall(VIEWER, wholeOf(call)); part; part = longPartOfCall(VIEWER, wholeOf(call))) {
    part.settle(await desk.look(part, "person:1"));
  }
  return (callFor(VIEWER, wholeOf(call)).call.transcript ?? []).map(({ content }) => content);
}

describe("a long transcript", () => {
  test.each(["in_progress", "completed"])(
    "that is %s comes back from the worker as the main thread has it",
    async (status) => {
      const call = aLongCall(2_000, status);
      // Another array of the same lines: what was worked out for one is not known for the other.
      const direct = callFor(VIEWER, wholeOf({ ...call, id: "direct", transcript: [...(call.transcript ?? [])] }));
      const contents = await worked(deskWith({ startWorker: startFromSource }), call);
      expect(contents).toEqual((direct.call.transcript ?? []).map(({ content }) => content));
      expect(contents.join(" ")).not.toMatch(/4539|1488|Jane/);
    },
  );

  test("that grows by a few lines is not sent anywhere again", async () => {
    const call = aLongCall(2_000);
    await worked(deskWith({ startWorker: startFromSource }), call);
    const more = {
      ...call,
      transcript: [...(call.transcript ?? []), aMessage({ content: "6467", timestamp: at(3e6) })],
    };
    const part = longPartOfCall(VIEWER, wholeOf(more));
    expect(part?.lines.length ?? 0).toBeLessThan(200);
  });

  test.each([
    ["dies", 'parentPort.on("message", () => process.exit(1))'],
    ["throws", 'parentPort.on("message", () => { throw new Error("broken") })'],
    ["says that it failed", 'parentPort.on("message", ({ task }) => task && parentPort.postMessage({ failed: true }))'],
    ["never answers", 'parentPort.on("message", () => {})'],
    ["cannot even start", 'throw new Error("no")'],
  ])("is withheld, every line of it, when the worker %s", async (_, script) => {
    const call = aLongCall(1_200);
    const contents = await worked(deskWith({ startWorker: startWith(script), limitMs: 300 }), call);
    expect(new Set(contents)).toEqual(new Set(["[withheld]"]));
  });

  test("that had to be withheld is looked through again after some seconds", async () => {
    const now = vi.spyOn(performance, "now");
    const call = aLongCall(1_200);
    now.mockReturnValue(1_000);
    expect(await worked(deskWith({ startWorker: startWith("process.exit(1)") }), call)).toContain("[withheld]");
    now.mockReturnValue(5_000);
    expect(longPartOfCall(VIEWER, wholeOf(call))).toBeNull();
    now.mockReturnValue(20_000);
    const contents = await worked(deskWith({ startWorker: startFromSource }), call);
    expect(contents).toContain("Yes.");
    expect(contents.join(" ")).not.toMatch(/4539|withheld/);
  });
});

describe("the desk", () => {
  const echo = startWith(
    `parentPort.on("message", ({ task }) => task && parentPort.postMessage({ piece: [], isLast: true }))`,
  );
  const part = { lines: [], task: { is: "mask" as const, own: { names: [], numbers: [] } } };

  test("lets askers take turns: somebody with many long calls does not keep another waiting", async () => {
    const desk = deskWith({ startWorker: echo });
    const order: string[] = [];
    const look = (asker: string) => desk.look(part, asker).then(() => order.push(asker));
    await Promise.all([look("a"), look("a"), look("a"), look("a"), look("b")]);
    expect(order.indexOf("b")).toBeLessThanOrEqual(2);
  });

  test("fails at once what is too much to wait for, of one asker and of all", async () => {
    const desk = deskWith({
      startWorker: startWith('parentPort.on("message", () => {})'),
      limitMs: 200,
      mostOfOne: 2,
      mostOfAll: 3,
    });
    const looks = ["a", "a", "a", "a", "b", "c"].map((asker) => desk.look(part, asker));
    // One of a's is being done, two wait; b's is the third that waits.
    await expect(Promise.race([looks[3], "later"])).resolves.toBeNull();
    await expect(Promise.race([looks[4], "later"])).resolves.toBe("later");
    await expect(Promise.race([looks[5], "later"])).resolves.toBeNull();
    await expect(Promise.all(looks)).resolves.toEqual([null, null, null, null, null, null]);
  });

  test("starts another worker after one that died between two tasks", async () => {
    const workers: Worker[] = [];
    const start = () => {
      const worker = echo();
      workers.push(worker);
      return worker;
    };
    const desk = deskWith({ startWorker: start, limitMs: 5_000 });
    expect(await desk.look(part, "a")).toEqual([]);
    await workers[0]?.terminate();
    expect(await desk.look(part, "a")).toEqual([]);
    expect(workers).toHaveLength(2);
  });

  test("starts another worker after one that died", async () => {
    let started = 0;
    const desk = deskWith({
      startWorker: () => {
        started += 1;
        return started === 1 ? startWith("process.exit(1)")() : echo();
      },
    });
    expect(await desk.look(part, "a")).toBeNull();
    expect(await desk.look(part, "a")).toEqual([]);
  });
});
