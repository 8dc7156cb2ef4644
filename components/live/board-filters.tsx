"use client";

import { Select } from "@/components/ui/select";
import type { BoardCall } from "@/lib/calls/board";
import { ALL_STATUSES, isFinal, isLive, statusFacts } from "@/lib/calls/status";
import { BOARD_SORTS, type BoardSort, hasStatus, needsAttention, UNANSWERED } from "./board-order";
import type { BoardSettings } from "./use-live-view";

const SORT_WORDS: Record<BoardSort, string> = {
  attention: "Attention first",
  longest: "Longest first",
  newest: "Newest first",
};

/** Which calls, and in which order. The choices are always the same, each with how many calls it would show. */
export function BoardFilters({ view, calls }: { view: BoardSettings; calls: readonly BoardCall[] }) {
  const { params, setParams } = view;
  const count = (test: (call: BoardCall) => boolean) => calls.filter(test).length;
  const statuses = statusChoices(calls, params.status);
  return (
    <>
      <Select
        label="Attention"
        className="sm:w-44"
        active={params.attention !== ""}
        value={params.attention}
        onChange={(event) => setParams({ attention: event.target.value || null })}
      >
        <option value="">Calm or not</option>
        <option value="all">Needs attention ({count((call) => needsAttention(call, "all"))})</option>
        <option value="critical">Critical ({count((call) => needsAttention(call, "critical"))})</option>
      </Select>
      <Select
        label="Agent"
        className="sm:w-40"
        active={params.agent !== ""}
        value={params.agent}
        onChange={(event) => setParams({ agent: event.target.value || null })}
      >
        <option value="">All agents</option>
        {agentsOf(calls, params.agent).map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        label="Direction"
        className="sm:w-28"
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
        className="sm:w-40"
        active={params.status !== ""}
        value={params.status}
        onChange={(event) => setParams({ status: event.target.value || null })}
      >
        <option value="">Any status</option>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {status === UNANSWERED ? "Unanswered" : statusFacts(status).label} (
            {count((call) => hasStatus(call, status))})
          </option>
        ))}
      </Select>
      <Select
        label="Sort"
        className="sm:w-38"
        value={params.sort}
        onChange={(event) => setParams({ sort: BOARD_SORTS.find((sort) => sort === event.target.value) ?? null })}
      >
        {BOARD_SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {SORT_WORDS[sort]}
          </option>
        ))}
      </Select>
    </>
  );
}

/** Every status a call on the board can have, and any other that one has or that was chosen. */
function statusChoices(calls: readonly BoardCall[], chosen: string): string[] {
  const known = ALL_STATUSES.filter((status) => isLive(status) || isFinal(status));
  const more = [...calls.map((call) => call.status), chosen].filter((status) => status !== "");
  return [...new Set([UNANSWERED, ...known, ...more])];
}

function agentsOf(calls: readonly BoardCall[], chosen: string): [id: string, name: string][] {
  const agents = new Map<string, string>();
  for (const { agent } of calls) if (agent.id !== null) agents.set(agent.id, agent.name ?? agent.id);
  if (chosen !== "" && !agents.has(chosen)) agents.set(chosen, "An agent without calls");
  return [...agents].sort((a, b) => a[1].localeCompare(b[1]));
}
