import "server-only";
import { createOutgoing, type Outgoing } from "@/lib/outgoing/outgoing";
import { createSealing, keyFileIn, type Sealing } from "@/lib/outgoing/sealing";
import { createScorerAsking } from "@/lib/quality";
import { databasePlace } from "@/lib/settings/database-place";
import { settings } from "@/lib/settings/settings";
import { lookThrough } from "./long-transcripts";

let sealed: Sealing | null = null;
let out: Outgoing | null = null;

/** Secrets that are handed on, sealed with the environment's key, else with one in the data folder. */
export function sealing(): Sealing {
  sealed ??= createSealing(settings().secretKey ?? keyFileIn(databasePlace(settings()).dataDir));
  return sealed;
}

/** What may be asked of addresses that people typed. */
export const outgoing: Outgoing = {
  faultOf: (url) => outgoingNow().faultOf(url),
  post: (asked) => outgoingNow().post(asked),
};

function outgoingNow(): Outgoing {
  out ??= createOutgoing({ privateHosts: settings().privateHosts });
  return out;
}

export const { ask: askScorer } = createScorerAsking({
  ...{ outgoing, sealing },
  lookThrough: (view, whole, asker) => lookThrough(view, whole, asker),
});

/** Whoever likes is an admin of a demo that others look at: they must not have it send anything anywhere. */
export const mayScoreOutside = (): boolean => !settings().isPublicDemo;
