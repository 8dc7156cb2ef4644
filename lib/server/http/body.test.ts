import { randomBytes } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { bodyAnswer, createBodies } from "./body";

const DATA = { data: { calls: Array.from({ length: 200 }, (_, i) => ({ id: `call_${i}`, status: "active" })) } };
const ask = (headers: Record<string, string> = {}) => new Request("http://localhost/api/v1/live", { headers });
const FRESH = { "Earshot-As-Of": "2026-01-05T12:00:00.000Z", Age: "3" };

describe("a versioned body", () => {
  test("is serialised once a version, however often it is asked for", () => {
    const bodies = createBodies();
    const make = vi.fn(() => DATA);
    for (let i = 0; i < 50; i += 1) bodies("board", "1", make);
    expect(make).toHaveBeenCalledTimes(1);
    bodies("board", "2", make);
    expect(make).toHaveBeenCalledTimes(2);
  });

  test("is compressed once an encoding", async () => {
    const body = createBodies()("board", "1", () => DATA);
    const [one, two] = await Promise.all([body.bytes("br"), body.bytes("br")]);
    expect(one).toBe(two);
  });

  test("has the same ETag wherever it has the same content", () => {
    const [one, two] = [createBodies(), createBodies()].map((bodies) =>
      bodies("board", String(Math.random()), () => DATA),
    );
    expect(one?.etag).toBe(two?.etag);
  });
});

describe("bodies that are held", () => {
  const KIB = 1024;
  /** Text that no compression makes smaller. */
  const noise = (bytes: number) =>
    randomBytes(bytes)
      .toString("base64")
      .slice(0, bytes - 2);

  test("weigh no more than they may: what was made before goes, and the newest stays", () => {
    const bodies = createBodies(100 * KIB);
    const make = vi.fn(() => noise(40 * KIB));
    for (const key of ["one", "two", "three"]) bodies(key, "1", make);
    expect(make).toHaveBeenCalledTimes(3);
    bodies("three", "1", make);
    bodies("two", "1", make);
    expect(make).toHaveBeenCalledTimes(3);
    bodies("one", "1", make);
    expect(make).toHaveBeenCalledTimes(4);
  });

  test("weigh 64 MiB by default", () => {
    const bodies = createBodies();
    const quarter = noise(16 * KIB * KIB);
    const make = vi.fn(() => quarter);
    for (const key of ["a", "b", "c", "d"]) bodies(key, "1", make);
    for (const key of ["a", "b", "c", "d"]) bodies(key, "1", make);
    expect(make).toHaveBeenCalledTimes(4);
    bodies("e", "1", () => "one more");
    bodies("a", "1", make);
    expect(make).toHaveBeenCalledTimes(5);
  });

  test("are counted with their compressed copies", async () => {
    const bodies = createBodies(100 * KIB);
    const make = vi.fn(() => noise(40 * KIB));
    const one = bodies("one", "1", make);
    bodies("two", "1", make);
    await one.bytes("gzip");
    bodies("one", "1", make);
    expect(make).toHaveBeenCalledTimes(2);
    bodies("two", "1", make);
    expect(make).toHaveBeenCalledTimes(3);
  });

  test("make room again with a new version of themselves", () => {
    const bodies = createBodies(100 * KIB);
    const make = vi.fn(() => noise(40 * KIB));
    bodies("other", "1", make);
    for (let version = 0; version < 20; version += 1) bodies("one", String(version), () => noise(40 * KIB));
    bodies("other", "1", make);
    expect(make).toHaveBeenCalledTimes(1);
  });

  test("one that is too heavy by itself is served all the same", () => {
    const bodies = createBodies(KIB);
    const make = vi.fn(() => noise(4 * KIB));
    bodies("one", "1", make);
    bodies("one", "1", make);
    expect(make).toHaveBeenCalledTimes(1);
  });
});

describe("an answer", () => {
  const body = createBodies()("board", "1", () => DATA);

  test.each([
    ["br, gzip", "br", brotliDecompressSync],
    ["gzip, deflate", "gzip", gunzipSync],
    ["br;q=0, gzip;q=0.5", "gzip", gunzipSync],
    ["GZIP", "gzip", gunzipSync],
  ])("to a client that takes %s travels as %s", async (accepted, encoding, open) => {
    const response = await bodyAnswer(ask({ "accept-encoding": accepted }), body, FRESH);
    expect(response.headers.get("content-encoding")).toBe(encoding);
    expect(JSON.parse(open(Buffer.from(await response.arrayBuffer())).toString())).toEqual(DATA);
  });

  test.each([["identity"], ["gzip;q=0"], ["xbr"]])(
    "to a client that takes %s travels uncompressed",
    async (accepted) => {
      const response = await bodyAnswer(ask({ "accept-encoding": accepted }), body, FRESH);
      expect(response.headers.get("content-encoding")).toBeNull();
      expect(await response.json()).toEqual(DATA);
    },
  );

  test.each([[body.etag], [`W/${body.etag}`], [`"other", ${body.etag}`], ["*"]])(
    "to a client that has it (%s) is a 304 with its freshness",
    async (known) => {
      const response = await bodyAnswer(ask({ "if-none-match": known }), body, FRESH);
      expect(response.status).toBe(304);
      expect(response.headers.get("etag")).toBe(body.etag);
      expect(response.headers.get("earshot-as-of")).toBe(FRESH["Earshot-As-Of"]);
      expect(response.headers.get("age")).toBe("3");
      expect(await response.text()).toBe("");
    },
  );

  test("is never kept by a shared cache", async () => {
    const response = await bodyAnswer(ask({ "if-none-match": '"old"' }), body, FRESH);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("private, no-cache, no-transform");
  });
});
