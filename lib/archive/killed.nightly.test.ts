import { expect, test } from "vitest";
import { killBackfills, wholeBackfill } from "./testing";

test("killed outright forty times, a backfill misses no call and counts none twice", async () => {
  expect(await killBackfills({ calls: 1_500, rounds: 40 })).toMatchObject(wholeBackfill(1_500));
}, 1_800_000);
