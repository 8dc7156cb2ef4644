import { beforeEach, describe, expect, test, vi } from "vitest";
import type { CallEnd } from "./audit";
import { createCallEnds } from "./call-ends";

const END: CallEnd = { at: new Date(1_000), name: "Ada", reason: "wrong number", confirmed: true };
let clockMs = 0;
const endOf = vi.fn<(callId: string) => Promise<CallEnd | null>>();
const endsOf = vi.fn<(callIds: readonly string[]) => Promise<Map<string, CallEnd>>>();
const ends = () => createCallEnds({ audit: { endOf, endsOf }, nowMs: () => clockMs });

beforeEach(() => {
  clockMs = 0;
  endOf.mockReset().mockResolvedValue(null);
  endsOf.mockReset().mockResolvedValue(new Map());
});

describe("who ended a call", () => {
  test("is asked once for a while, however many watch", async () => {
    endOf.mockResolvedValue(END);
    const known = ends();
    await Promise.all([known.of("call_1"), known.of("call_1")]);
    clockMs = 59_000;
    expect(await known.of("call_1")).toEqual(END);
    expect(endOf).toHaveBeenCalledTimes(1);
    clockMs = 60_001;
    await known.of("call_1");
    expect(endOf).toHaveBeenCalledTimes(2);
  });

  test("is asked again soon while nobody is known", async () => {
    const known = ends();
    expect(await known.of("call_1")).toBeNull();
    endOf.mockResolvedValue(END);
    clockMs = 1_000;
    expect(await known.of("call_1")).toBeNull();
    clockMs = 2_001;
    expect(await known.of("call_1")).toEqual(END);
  });

  test("is asked again soon while it is only known who asked for it", async () => {
    endOf.mockResolvedValue({ ...END, confirmed: false });
    const known = ends();
    expect(await known.of("call_1")).toMatchObject({ name: "Ada", confirmed: false });
    endOf.mockResolvedValue({ ...END, name: "Bea" });
    clockMs = 2_001;
    expect(await known.of("call_1")).toMatchObject({ name: "Bea", confirmed: true });
  });

  test("is known at once where it was ended, before the trail has it", async () => {
    const known = ends();
    await known.of("call_1");
    known.ended("call_1", END);
    expect(await known.of("call_1")).toEqual(END);
  });

  test("of many calls is asked once, of those that are not known here", async () => {
    const known = ends();
    known.ended("call_1", END);
    endsOf.mockResolvedValue(new Map([["call_2", { ...END, name: "Bea" }]]));
    const found = await known.ofAll(["call_1", "call_2", "call_3"]);
    expect([...found].map(([id, { name }]) => [id, name])).toEqual([
      ["call_1", "Ada"],
      ["call_2", "Bea"],
    ]);
    expect(endsOf.mock.calls).toEqual([[["call_2", "call_3"]]]);
  });

  test("leaves a database that failed alone for a few seconds", async () => {
    endOf.mockRejectedValueOnce(new Error("away"));
    const known = ends();
    await expect(known.of("call_1")).rejects.toThrow("away");
    clockMs = 4_000;
    expect(await known.of("call_1")).toBeNull();
    expect(endOf).toHaveBeenCalledTimes(1);
    clockMs = 5_001;
    await known.of("call_1");
    expect(endOf).toHaveBeenCalledTimes(2);
  });
});
