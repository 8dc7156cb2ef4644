import "server-only";
import { ACTIONS, can } from "@/lib/access/can";
import { settings } from "@/lib/settings/settings";
import { archiveDecidedBy, keepsCalls } from "./archive-decision";
import { pageActor } from "./visitor";

/** Who looks at the page, for its head and what it offers. Not knowing (the database is away) shows nobody. */
export async function viewerOf() {
  const mode = settings().auth;
  const actor = await pageActor().catch(() => null);
  if (actor?.kind !== "person") return { mode, person: null };
  const may = ACTIONS.filter((action) => can(actor, action).allowed);
  return { mode, person: { id: actor.id, name: actor.name, email: actor.email, role: actor.role, may } };
}

/** Whoever looks at the page is to say whether calls that are over are kept: they may, and nobody has yet. */
export async function isAskedAboutArchive(): Promise<boolean> {
  if (archiveDecidedBy() !== "settings") return false;
  const actor = await pageActor().catch(() => null);
  if (actor?.kind !== "person" || !can(actor, "settings.manage").allowed) return false;
  // While the database is away nobody can decide anything.
  return (await keepsCalls().catch(() => false)) === null;
}
