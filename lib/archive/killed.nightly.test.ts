import { test } from "vitest";
import { killBackfills } from "./killing";

test("killed outright forty times, a backfill misses no call and counts none twice", async () => {
  await killBackfills({ calls: 1_500, rounds: 40 });
}, 1_800_000);
