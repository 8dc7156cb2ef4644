import { expect, test } from "vitest";
import { killBackfills, wholeBackfill } from "./testing";

test("killed outright in the middle, a backfill goes on where it was: no call is missing, none is counted twice", async () => {
  expect(await killBackfills({ calls: 160, rounds: 2 })).toMatchObject(wholeBackfill(160));
}, 240_000);
