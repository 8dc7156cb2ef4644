import "server-only";
import { createKeeper } from "@/lib/archive";
import { campaignOf } from "@/lib/live/call-view";
import { settings } from "@/lib/settings/settings";
import { beforeEnd } from "./before-end";
import { earshot } from "./earshot";
import { archive } from "./features";
import { kindOf, states } from "./states";

/** A call that ended in the last moments is kept before the process ends, if it can be in this time. */
const STOP_LIMIT_MS = 5_000;

/** Has calls that are over kept, from now on; it costs the call API nothing. */
export function startKeeping(): void {
  // Without a call service every page says so; here there is nothing to hear.
  if (settings().callService === null) return;
  const { live, clock } = earshot();
  const keeper = createKeeper({
    store: archive.keep,
    campaignOf,
    nowMs: clock.nowMs,
    skewMs: clock.skewMs,
    after: clock.after,
    onFault: (error) =>
      error === null ? states().archive.well() : states().archive.failing(kindOf(error), { isPlain: true }),
    onGivenUp: () => states().archive.failing("overflow", { isPlain: true }),
  });
  live.subscribe(["calls"], keeper.hear, { demand: "none" });
  beforeEnd(() => keeper.stop(STOP_LIMIT_MS));
}
