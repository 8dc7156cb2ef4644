import { test } from "vitest";
import { killBackfills } from "./killing";

test("killed outright in the middle, a backfill goes on where it was: no call is missing, none is counted twice", async () => {
  await killBackfills({ calls: 160, rounds: 2 });
}, 240_000);
