import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DatabaseUnavailableError } from "@/lib/database/errors";
import { begin } from "./begin";

const { announce } = vi.hoisted(() => ({ announce: vi.fn() }));
vi.mock("./features", () => ({ identity: { setup: { announce } } }));
vi.mock("./gathering", () => ({ startGathering: async () => undefined }));
vi.mock("./archiving", () => ({ startKeeping: () => undefined }));
vi.mock("./demo-life", () => ({ fillDemo: async () => true }));
let printed: string[] = [];
let logged: { event: string }[] = [];
let exits: unknown[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  announce.mockReset();
  [printed, logged, exits] = [[], [], []];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stdout, "write").mockImplementation((line) => logged.push(JSON.parse(String(line))) > 0);
  vi.spyOn(process, "exit").mockImplementation((code) => {
    exits.push(code);
    return undefined as never;
  });
});
afterEach(() => {
  vi.useRealTimers();
});
const events = () => logged.map(({ event }) => event);

it("says to whoever started it what there is to say, once, and not in the log", async () => {
  announce.mockResolvedValue("Open http://localhost:3000/setup#ear_once_x");
  await begin();
  expect(printed).toEqual(["Open http://localhost:3000/setup#ear_once_x\n"]);
  expect(events()).toEqual(["server.starting"]);
  expect(JSON.stringify(logged)).not.toContain("ear_once_");
  expect(announce).toHaveBeenCalledTimes(1);
});

it("says nothing when there is nothing to say", async () => {
  announce.mockResolvedValue(null);
  await begin();
  expect([printed, events()]).toEqual([[], ["server.starting"]]);
});

it("while the database is away it tries again until it is there", async () => {
  for (let n = 0; n < 5; n++) announce.mockRejectedValueOnce(new DatabaseUnavailableError("It is away.", "away"));
  announce.mockResolvedValue("Open it");
  const begun = begin();
  await vi.advanceTimersByTimeAsync(24_000);
  expect([printed, exits]).toEqual([[], []]);
  await vi.advanceTimersByTimeAsync(2_000);
  await begun;
  expect(printed).toEqual(["Open it\n"]);
});

it("ends with one sentence when another process has its data, as it starts and at no later time", async () => {
  const inUse = new DatabaseUnavailableError("/data/database is in use by process 7: stop that one.", "in_use");
  announce.mockRejectedValueOnce(inUse).mockResolvedValue(null);
  const begun = begin();
  await vi.advanceTimersByTimeAsync(6_000);
  await begun;
  expect([printed, exits]).toEqual([[`${inUse.message}\n`], [1]]);

  announce.mockRejectedValueOnce(new DatabaseUnavailableError("Away.", "away")).mockRejectedValueOnce(inUse);
  const later = begin();
  await vi.advanceTimersByTimeAsync(12_000);
  await later;
  expect(exits).toEqual([1]);
});

it("never writes another error's message, which can hold what was asked of the database", async () => {
  announce.mockRejectedValueOnce(new TypeError("insert failed, values: someone@floor.example"));
  announce.mockResolvedValue(null);
  const begun = begin();
  await vi.advanceTimersByTimeAsync(5_000);
  await begun;
  expect(logged[1]).toMatchObject({ event: "begin.failed", error: "TypeError" });
  expect(JSON.stringify([logged, printed])).not.toContain("someone");
});
