import "server-only";
import type { Actor } from "@/lib/access/actor";
import { isInScope } from "@/lib/access/can";
import { agentFor } from "@/lib/access/visibility";
import type { AgentsAnswer } from "@/lib/wire/agents-contract";
import { viewFor } from "./audience";
import { authorizeSignedIn } from "./authorize";
import { earshot } from "./earshot";
import { type ErrorAnswer, errorOf } from "./error-mapping";

const NAMES = new Intl.Collator("en");

/**
 * The agents this actor may choose from: with a scope, those in it; named as the board names them to this actor.
 * @throws RequestError sign_in_required or not_permitted
 */
export async function agentsAnswer(actor: Actor): Promise<AgentsAnswer | ErrorAnswer> {
  await authorizeSignedIn(actor, "agents.read");
  const view = await viewFor(actor);
  const { live, clock } = earshot();
  const result = await live.agents();
  if (result.kind === "fault") return errorOf(result.fault);
  const { agents, isComplete, asOfMs, fault } = result;
  const chosen = agents
    .filter(({ id, name }) => isInScope(view.scope, { agentId: id, agentName: name, campaignId: null }))
    .flatMap(({ id, name, status }) => {
      const shown = agentFor(view, { id, name });
      return shown.id === null ? [] : [{ id: shown.id, name: shown.name, status }];
    })
    .sort((one, other) => NAMES.compare(one.name ?? one.id, other.name ?? other.id));
  return {
    data: {
      agents: chosen,
      isComplete: isComplete && fault === null,
      asOf: new Date(asOfMs + clock.skewMs()).toISOString(),
    },
  };
}
