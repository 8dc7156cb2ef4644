"use client";

import { useQuery } from "@tanstack/react-query";
import { Link2 } from "@/components/ui/icons";
import { sharesQuery } from "@/lib/queries/shares";

/** Somebody may open a link at any time; how often is looked at now and then. */
const LOOK_AGAIN_MS = 15_000;

/** That the call stands open to others, and how often it was opened. Nothing while no link to it works. */
export function SharedChip({ callId, onOpen }: { callId: string; onOpen: () => void }) {
  const { data } = useQuery({ ...sharesQuery({ callId, state: "active" }), refetchInterval: LOOK_AGAIN_MS });
  const shares = data?.data.shares ?? [];
  if (shares.length === 0) return null;
  const opens = shares.reduce((sum, { openCount }) => sum + openCount, 0);
  const links = shares.length === 1 ? "1 link" : `${shares.length} links`;
  return (
    <button
      type="button"
      data-shared-chip
      onClick={onOpen}
      title="Show the links to this call"
      className="inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-full border border-line-strong/60 px-2 font-medium text-text text-xs hover:bg-raised pointer-coarse:h-11"
    >
      <Link2 aria-hidden className="size-3.5 text-muted" />
      Shared · {links} · {opens === 0 ? "never opened" : `opened ${opens}×`}
    </button>
  );
}
