"use client";

import { LayoutGrid, Rows3, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Toggle } from "@/components/ui/toggle";
import { ViewsMenu } from "@/components/views/views-menu";
import type { BoardCall } from "@/lib/calls/board";
import { statusFacts } from "@/lib/calls/status";
import { BOARD_SORTS, type BoardSort } from "./board-order";
import { SearchField } from "./search-field";
import type { BoardSettings } from "./use-live-view";

const SORT_WORDS: Record<BoardSort, string> = {
  attention: "Attention first",
  longest: "Longest first",
  newest: "Newest first",
};

/** Search, filters, sort and shape of the board. Everything it changes is in the address. */
export function Toolbar({ view, calls, shown }: { view: BoardSettings; calls: readonly BoardCall[]; shown: number }) {
  const { params, setParams, filtered, clearFilter } = view;
  const agents = agentsOf(calls, params.agent);
  const statuses = choices(
    calls.map((call) => call.status),
    params.status,
  );
  return (
    <div data-kept className="flex flex-wrap items-center gap-2">
      <SearchField value={params.q} onChange={(q) => setParams({ q: q || null })} />
      <div className="-mx-3 flex min-w-0 items-center gap-2 overflow-x-auto px-3 py-0.5 max-sm:w-screen sm:mx-0 sm:px-0.5">
        <Select
          label="Agent"
          active={params.agent !== ""}
          value={params.agent}
          onChange={(event) => setParams({ agent: event.target.value || null })}
        >
          <option value="">All agents</option>
          {agents.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          label="Direction"
          active={params.direction !== ""}
          value={params.direction}
          onChange={(event) => setParams({ direction: event.target.value || null })}
        >
          <option value="">In and out</option>
          <option value="inbound">Inbound</option>
          <option value="outbound">Outbound</option>
        </Select>
        <Select
          label="Status"
          active={params.status !== ""}
          value={params.status}
          onChange={(event) => setParams({ status: event.target.value || null })}
        >
          <option value="">Any status</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {statusFacts(status).label}
            </option>
          ))}
        </Select>
        {filtered ? (
          <Button variant="ghost" size="sm" onClick={clearFilter}>
            <X aria-hidden />
            Clear
          </Button>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-2 max-sm:w-full sm:ml-auto">
        <p className="whitespace-nowrap text-muted text-sm max-sm:mr-auto" data-board-count>
          {shown === calls.length ? `${shown} ${shown === 1 ? "call" : "calls"}` : `${shown} of ${calls.length} calls`}
        </p>
        <Select
          label="Sort"
          value={params.sort}
          onChange={(event) => setParams({ sort: BOARD_SORTS.find((sort) => sort === event.target.value) ?? null })}
        >
          {BOARD_SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {SORT_WORDS[sort]}
            </option>
          ))}
        </Select>
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
}

/** What there is to choose from, and what is chosen even if the board has none of it now. */
function choices(values: readonly string[], chosen: string): string[] {
  return [...new Set(chosen === "" ? values : [...values, chosen])].sort();
}

function agentsOf(calls: readonly BoardCall[], chosen: string): [id: string, name: string][] {
  const agents = new Map<string, string>();
  for (const { agent } of calls) if (agent.id !== null) agents.set(agent.id, agent.name ?? agent.id);
  if (chosen !== "" && !agents.has(chosen)) agents.set(chosen, "An agent without calls");
  return [...agents].sort((a, b) => a[1].localeCompare(b[1]));
}
