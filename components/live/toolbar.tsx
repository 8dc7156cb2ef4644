"use client";

import clsx from "clsx";
import { memo, useId, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { History, LayoutGrid, ListFilter, Rows3, X } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { Toggle } from "@/components/ui/toggle";
import { ViewsMenu } from "@/components/views/views-menu";
import { callsPagePath } from "@/lib/wire/paths";
import { type BoardFacts, isSameFacts } from "./board-facts";
import { BoardFilters } from "./board-filters";
import { SearchField } from "./search-field";
import type { BoardSettings } from "./use-live-view";

/**
 * Search, filters, sort and shape of the board. Everything it changes is in the address. On a narrow screen and in a low window
 * the filters are behind a button that says how many of them narrow the board.
 */
export const Toolbar = memo(
  function Toolbar({ view, facts, isSearching }: { view: BoardSettings; facts: BoardFacts; isSearching: boolean }) {
    const { params, setParams, narrowed, clearFilter } = view;
    const [open, setOpen] = useState(false);
    const filtersId = useId();
    return (
      <div data-kept className="flex flex-wrap items-center gap-2">
        <div className="flex gap-2 max-sm:w-full">
          <SearchField value={params.q} isAsking={isSearching} onChange={(q) => setParams({ q: q || null })} />
          <Button
            className="lg:hidden short:inline-flex"
            variant={open ? "primary" : "secondary"}
            aria-expanded={open}
            aria-controls={filtersId}
            onClick={() => setOpen(!open)}
          >
            <ListFilter aria-hidden />
            Filter{narrowed > 0 ? ` · ${narrowed}` : ""}
          </Button>
        </div>
        <div
          id={filtersId}
          className={clsx(
            "flex flex-wrap items-center gap-2 max-sm:w-full max-sm:grid-cols-2",
            // Where it is hidden nothing of a narrower screen may show it again.
            open ? "max-sm:grid" : "max-lg:hidden short:hidden",
          )}
        >
          <BoardFilters view={view} facts={facts} />
        </div>
        <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:w-full">
          {narrowed > 0 ? (
            <Button variant="ghost" size="sm" onClick={clearFilter}>
              <X aria-hidden />
              Clear
            </Button>
          ) : null}
          <p className="whitespace-nowrap text-muted text-sm max-sm:mr-auto" data-board-count>
            {facts.count}
          </p>
          <Link href={callsPagePath()} title="Calls that are over" className={`${buttonClass("ghost")} max-sm:hidden`}>
            <History aria-hidden />
            Recently ended
          </Link>
          <ViewsMenu page="live" />
          <fieldset className="flex rounded-lg border border-line-strong/60">
            <legend className="sr-only">Show as</legend>
            <Toggle on={params.view === "cards"} label="Cards" onClick={() => setParams({ view: null })}>
              <LayoutGrid aria-hidden className="size-4" />
            </Toggle>
            <Toggle on={params.view === "table"} label="Table" onClick={() => setParams({ view: "table" })}>
              <Rows3 aria-hidden className="size-4" />
            </Toggle>
          </fieldset>
        </div>
      </div>
    );
  },
  (before, now) =>
    before.view === now.view && before.isSearching === now.isSearching && isSameFacts(before.facts, now.facts),
);
