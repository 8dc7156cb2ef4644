import type { lookup } from "node:dns";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OutgoingError } from "./errors";
import { createOutgoing } from "./outgoing";
import { aListener, BAD_ANSWERS, type Listener, withJson } from "./testing";

const NEVER = new AbortController().signal;
let listener: Listener;
beforeAll(async () => {
  listener = await aListener(withJson({ ok: true }));
});
afterAll(() => listener.close());

const asked = (url: string, deadlineMs = 5_000, signal = NEVER) => ({
  ...{ url: new URL(url), headers: { authorization: "Bearer canary" }, body: '{"hello":"ä"}' },
  ...{ deadlineMs, signal, maxBytes: 10_000 },
});
const allowed = createOutgoing({ privateHosts: ["127.0.0.1"] });
const outcome = (work: Promise<unknown>) =>
  work.then(
    (answer) => answer,
    (error: OutgoingError) => error.fault,
  );

/** A resolver that gives these addresses, one list a look-up. */
function resolving(...answers: string[][]) {
  let asks = 0;
  const resolver = (_name: string, _options: unknown, callback: (...of: unknown[]) => void) => {
    const found = answers[Math.min(asks, answers.length - 1)] ?? [];
    asks += 1;
    callback(
      null,
      found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return { lookup: resolver as unknown as typeof lookup, asks: () => asks };
}

describe("a request to an address that somebody typed", () => {
  test("is sent whole, once, with its headers, and its answer read", async () => {
    listener.answer = withJson({ ok: "ä" });
    const before = listener.seen.length;
    expect(await allowed.post(asked(listener.url))).toEqual({ status: 200, retryAfterMs: null, text: '{"ok":"ä"}' });
    const [seen, ...more] = listener.seen.slice(before);
    expect(more).toEqual([]);
    expect(seen).toMatchObject({
      ...{ url: "/score", body: '{"hello":"ä"}' },
      headers: { authorization: "Bearer canary", "user-agent": "Earshot", "accept-encoding": "identity" },
    });
  });

  test.each([
    ["hangs", "timeout"],
    ["drips for ever", "timeout"],
    ["fails with 500", { status: 500, retryAfterMs: null, text: null }],
    ["asks to wait with 429", { status: 429, retryAfterMs: 120_000, text: null }],
    ["redirects", "redirected"],
    ["answers hugely", "too_large"],
    ["says that it will answer hugely", "too_large"],
    ["packs its answer", "unreadable"],
    ["closes in the middle of a body", "unreachable"],
    ["closes without an answer", "unreachable"],
  ])("to a server that %s ends in its own way, and soon", async (how, expected) => {
    listener.answer = BAD_ANSWERS[how] as Listener["answer"];
    const before = listener.seen.length;
    const deadlineMs = expected === "timeout" ? 150 : 10_000;
    expect(await outcome(allowed.post(asked(listener.url, deadlineMs)))).toEqual(expected);
    expect(listener.seen.length - before).toBe(1);
  });

  test("ends when whoever asked goes, with their reason", async () => {
    listener.answer = BAD_ANSWERS.hangs as Listener["answer"];
    const leaving = new AbortController();
    const work = allowed.post(asked(listener.url, 60_000, leaving.signal));
    leaving.abort(new Error("gone"));
    await expect(work).rejects.toThrow("gone");
  });

  test.each([
    ["https://127.0.0.1/", "forbidden_address"],
    ["https://2130706433/", "forbidden_address"],
    ["https://0x7f.1/", "forbidden_address"],
    ["https://[::1]/", "forbidden_address"],
    ["https://[::ffff:127.0.0.1]/", "forbidden_address"],
    ["https://[::ffff:a9fe:a9fe]/", "forbidden_address"],
    ["https://169.254.169.254/latest", "forbidden_address"],
    ["http://8.8.8.8/", "not_encrypted"],
    ["http://scorer.example/", "not_encrypted"],
  ])("%s is refused before anything is asked", async (url, fault) => {
    const { lookup, asks } = resolving(["8.8.8.8"]);
    expect(await outcome(createOutgoing({ privateHosts: [], lookup }).post(asked(url)))).toBe(fault);
    expect(asks()).toBe(0);
  });

  test.each([
    [["127.0.0.1"]],
    [["10.0.0.7"]],
    [["169.254.169.254"]],
    [["::1"]],
    [["::ffff:127.0.0.1"]],
    [["8.8.8.8", "192.168.0.1"]],
  ])("by a name that leads to %s is refused in the socket's own look-up", async (addresses) => {
    const { lookup, asks } = resolving(addresses);
    const outgoing = createOutgoing({ privateHosts: [], lookup });
    expect(await outcome(outgoing.post(asked("https://scorer.example/")))).toBe("forbidden_address");
    expect(asks()).toBe(1);
  });

  test("is looked up once: a name that leads elsewhere the second time leads nowhere", async () => {
    const before = listener.seen.length;
    const { lookup, asks } = resolving(["192.0.2.1"], ["127.0.0.1"]);
    const outgoing = createOutgoing({ privateHosts: [], lookup });
    expect(await outcome(outgoing.post(asked("https://rebound.example/")))).toBe("forbidden_address");
    expect([asks(), listener.seen.length - before]).toEqual([1, 0]);
  });

  test("to a host that an operator has named may lead into their own network, and no other host may", () => {
    const outgoing = createOutgoing({ privateHosts: ["scorer.internal", "::1"] });
    expect(outgoing.faultOf(new URL("http://scorer.internal:8080/"))).toBeNull();
    expect(outgoing.faultOf(new URL("http://SCORER.internal./"))).toBeNull();
    expect(outgoing.faultOf(new URL("http://[::1]:9/"))).toBeNull();
    expect(outgoing.faultOf(new URL("http://other.internal/"))).toBe("not_encrypted");
    expect(outgoing.faultOf(new URL("https://[::]/"))).toBe("forbidden_address");
  });
});
