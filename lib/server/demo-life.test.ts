import { beforeEach, expect, test, vi } from "vitest";
import { aBoardCall } from "@/lib/calls/build";
import { fillDemo } from "./demo-life";

const now = vi.hoisted(() => ({
  entries: [] as unknown[],
  isDown: false,
  done: [] as string[],
  calls: [] as unknown[],
}));
const does = vi.hoisted(() => (name: string, answer?: unknown) => async () => {
  now.done.push(name);
  return answer;
});

vi.mock("./access", () => ({
  access: async () => {
    if (now.isDown) throw new Error("away");
    return { audit: { list: async () => ({ entries: now.entries, nextBeforeId: null }) } };
  },
}));
vi.mock("./earshot", () => ({
  earshot: () => ({ live: { board: async () => ({ kind: "board", board: { data: { calls: now.calls } } }) } }),
}));
vi.mock("./features", () => ({
  views: { save: does("view") },
  sharing: { make: does("share", { id: "s1", path: "/s/s1#secret" }), open: does("open"), revokeOne: does("revoke") },
}));
vi.mock("./call-actions", () => ({ revealCall: does("reveal"), hideCall: does("hide"), cancelCall: does("end") }));

beforeEach(() => {
  Object.assign(now, { entries: [], isDown: false, done: [] });
  now.calls = ["a", "b", "c"].map((id) => aBoardCall({ id }));
});

test("a new demo has views, a link that works, one that is revoked, and what else people do", async () => {
  expect(await fillDemo()).toBe(true);
  expect(now.done).toEqual([
    "view",
    "view",
    "share",
    "open",
    "open",
    "share",
    "revoke",
    "reveal",
    "hide",
    "end",
    "end",
  ]);
});

test("one in which anything was ever written down is left as it is", async () => {
  now.entries = [{}];
  expect(await fillDemo()).toBe(false);
  expect(now.done).toEqual([]);
});

test("one without calls has its views alone", async () => {
  now.calls = [aBoardCall({ id: "over", status: "completed", phase: "ended" })];
  expect(await fillDemo()).toBe(true);
  expect(now.done).toEqual(["view", "view"]);
});

test("a database that is away keeps nobody from the demo", async () => {
  now.isDown = true;
  const said = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  expect(await fillDemo()).toBe(false);
  said.mockRestore();
});
