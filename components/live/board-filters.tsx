"use client";

import { Select } from "@/components/ui/select";
import { statusFacts } from "@/lib/calls/status";
import type { BoardFacts } from "./board-facts";
import { BOARD_SORTS, type BoardSort, UNANSWERED } from "./board-order";
import type { BoardSettings } from "./use-live-view";

const SORT_WORDS: Record<BoardSort, string> = {
  attention: "Attention first",
  longest: "Longest first",
  newest: "Newest first",
};

/** Which calls, and in which order. The choices are always the same, each with how many calls it would show. */
export function BoardFilters({ view, facts }: { view: BoardSettings; facts: BoardFacts }) {
  const { params, setParams } = view;
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
        <option value="all">Needs attention ({facts.attention})</option>
        <option value="critical">Critical ({facts.critical})</option>
      </Select>
      <Select
        label="Agent"
        className="sm:w-40"
        active={params.agent !== ""}
        value={params.agent}
        onChange={(event) => setParams({ agent: event.target.value || null })}
      >
        <option value="">All agents</option>
        {facts.agents.map(([id, name]) => (
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
        {facts.statuses.map(([status, count]) => (
          <option key={status} value={status}>
            {status === UNANSWERED ? "Unanswered" : statusFacts(status).label} ({count})
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
