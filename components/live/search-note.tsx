"use client";

import { memo } from "react";
import type { LiveSearch } from "@/lib/queries/live-search";

/** What a search of the board cannot say by its hits: that it is under way, that it failed, what it could not look into. */
export const SearchNote = memo(function SearchNote({ search }: { search: LiveSearch }) {
  const words = noteWords(search);
  // That it is under way is seen in the field: nothing moves on the screen for it.
  const isSeen = words !== null && (search.problem !== null || !search.isAsking);
  return (
    <p role="status" data-search-note className={isSeen ? "text-muted text-sm" : "sr-only"}>
      {words}
    </p>
  );
});

/** In a sentence or two; null where there is nothing to say. */
function noteWords({ problem, isAsking, hits, searched }: LiveSearch): string | null {
  if (problem !== null) {
    return `${problem} ${hits === null ? "All calls are shown." : "The hits are those found before."}`;
  }
  if (isAsking) return "Searching what is said in live calls…";
  if (searched == null) return null;
  if (!searched.said) return "What was said cannot be searched in this view, only names and numbers.";
  const { notRead, notReady, startsCut } = searched;
  const parts = [
    counted(notRead, "has not been read yet", "have not been read yet"),
    counted(
      notReady,
      "is still being looked through for what you may not see",
      "are still being looked through for what you may not see",
    ),
    counted(
      startsCut,
      "is longer than can be held: its beginning was not searched",
      "are longer than can be held: their beginnings were not searched",
    ),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `${parts.join("; ")}.`;
}

function counted(count: number, one: string, many: string): string | null {
  if (count === 0) return null;
  return count === 1 ? `One call ${one}` : `${count} calls ${many}`;
}
