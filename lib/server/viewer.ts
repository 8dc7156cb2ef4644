import "server-only";
import { ACTIONS, can } from "@/lib/access/can";
import { settings } from "@/lib/settings/settings";
import { pageActor } from "./visitor";

/** Who looks at the page, for its head and what it offers. Not knowing (the database is away) shows nobody. */
export async function viewerOf() {
  const mode = settings().auth;
  const actor = await pageActor().catch(() => null);
  if (actor?.kind !== "person") return { mode, person: null };
  const may = ACTIONS.filter((action) => can(actor, action).allowed);
  return { mode, person: { id: actor.id, name: actor.name, email: actor.email, role: actor.role, may } };
}
