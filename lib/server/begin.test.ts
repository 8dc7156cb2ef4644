import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DatabaseUnavailableError } from "@/lib/database/errors";
import { begin } from "./begin";
import { announceSetup } from "./setup";

vi.mock("./setup", () => ({ announceSetup: vi.fn() }));
const announce = vi.mocked(announceSetup);
let printed: string[] = [];
let errors: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  announce.mockReset();
  [printed, errors] = [[], []];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(console, "error").mockImplementation((text) => void errors.push(String(text)));
});
afterEach(() => {
  vi.useRealTimers();
});

it("says on the terminal what there is to say, once", async () => {
  announce.mockResolvedValue("Open http://localhost:3000/setup#ear_once_x");
  await begin();
  expect(printed).toEqual(["Open http://localhost:3000/setup#ear_once_x\n"]);
  expect(announce).toHaveBeenCalledTimes(1);
});

it("says nothing when there is nothing to say", async () => {
  announce.mockResolvedValue(null);
  await begin();
  expect([printed, errors]).toEqual([[], []]);
});

it("while the database is away it says so once and tries again until it is there", async () => {
  const away = new DatabaseUnavailableError("The database does not answer (ECONNREFUSED).");
  const late = new DatabaseUnavailableError("The database does not answer in time.");
  for (const error of [away, late, away, late, away]) announce.mockRejectedValueOnce(error);
  announce.mockResolvedValue("Open it");
  const begun = begin();
  await vi.advanceTimersByTimeAsync(24_000);
  expect(errors).toEqual([away.message, late.message]);
  expect(printed).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  await begun;
  expect(printed).toEqual(["Open it\n"]);
});

it("never prints another error's message, which can hold what was asked of the database", async () => {
  announce.mockRejectedValueOnce(new TypeError("insert failed, values: someone@floor.example"));
  announce.mockResolvedValue(null);
  const begun = begin();
  await vi.advanceTimersByTimeAsync(5_000);
  await begun;
  expect(errors).toEqual(["Earshot could not look for its first user (TypeError)."]);
});
