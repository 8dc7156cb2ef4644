"use client";

import { Button } from "@/components/ui/button";
import { ChevronLeft, ChevronRight, ChevronsLeft } from "@/components/ui/icons";
import type { Calls } from "./use-calls";

/** From page to page; none where all is on one. */
export function Pager({ calls }: { calls: Calls }) {
  const { pages, answer, isOther } = calls;
  const nextCursor = answer?.meta.nextCursor ?? null;
  if (pages.isFirst && nextCursor === null) return null;
  const go = (step: () => void) => () => {
    step();
    window.scrollTo({ top: 0 });
  };
  return (
    <nav aria-label="Pages of the list" className="flex flex-wrap items-center justify-center gap-2 py-2">
      {pages.isFirst ? null : (
        <>
          {pages.number === 2 ? null : (
            <Button variant="ghost" onClick={go(pages.first)}>
              <ChevronsLeft aria-hidden />
              First
            </Button>
          )}
          {pages.number === null ? null : (
            <Button onClick={go(pages.previous)} disabled={isOther}>
              <ChevronLeft aria-hidden />
              Previous
            </Button>
          )}
        </>
      )}
      {pages.number === null ? null : <span className="px-2 text-muted text-sm">Page {pages.number}</span>}
      <Button
        disabled={nextCursor === null || isOther}
        onClick={go(() => nextCursor !== null && pages.next(nextCursor))}
      >
        Next
        <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
