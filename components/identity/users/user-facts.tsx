"use client";

import { type Chosen, scopeWords } from "@/components/settings/pickers/choices";
import { useAgentLabels } from "@/components/settings/pickers/use-choices";
import { fromNow } from "@/components/ui/moment";
import type { UserEntry } from "@/lib/wire/identity-contract";

/** Which calls they see, by the names of agents as far as these are known. */
export function UserScope({ user: { scope, keptScope } }: { user: Pick<UserEntry, "scope" | "keptScope"> }) {
  const agents = useAgentLabels();
  const only = (of: Chosen) => <bdi className="break-words">only {scopeWords(of, agents)}</bdi>;
  if (scope !== null) return only(scope);
  if (keptScope === null) return "all calls";
  return <>all calls; when no longer an admin, {only(keptScope)}</>;
}

const STATES = { active: "Active", invited: "Invited", disabled: "Disabled" } as const;

/** Whether they can sign in, and until when the link can that lets them. */
export function UserState({ user: { status, link } }: { user: Pick<UserEntry, "status" | "link"> }) {
  return (
    <>
      {STATES[status]}
      {link === null ? null : (
        <span className="block text-xs">
          {link.kind} link ends {fromNow(link.expiresAt, Date.now())}
        </span>
      )}
    </>
  );
}
