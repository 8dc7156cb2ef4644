"use client";

import { useMemo } from "react";
import { useAddress } from "@/components/shell/use-address";
import { ATTENTION_FILTERS, BOARD_SORTS, type BoardFilter } from "./board-order";

const BOARD_VIEWS = ["cards", "table"] as const;
const NARROWING = { q: "", agent: "", direction: "", status: "", attention: "" };
const DEFAULTS = { ...NARROWING, sort: "attention", view: "cards", peek: "" };
const ALL = { q: null, agent: null, direction: null, status: null, attention: null };

/** What the reader looks at lives in the address, so that a view can be sent to a colleague. */
export function useLiveView() {
  const [words, setParams] = useAddress(DEFAULTS);
  const { agent, direction, status } = words;
  const sort = BOARD_SORTS.find((known) => known === words.sort) ?? "attention";
  const view = BOARD_VIEWS.find((known) => known === words.view) ?? "cards";
  const attention = ATTENTION_FILTERS.find((known) => known === words.attention) ?? "";
  const filter = useMemo<BoardFilter>(
    () => ({ agentId: agent, direction, status, attention }),
    [agent, direction, status, attention],
  );
  const params = { ...words, sort, view, attention };
  /** how many parts of the filter narrow the board */
  const narrowed = (Object.keys(NARROWING) as (keyof typeof NARROWING)[]).filter((name) => params[name] !== "").length;
  return { params, setParams, filter, narrowed, clearFilter: () => setParams(ALL) };
}

export type BoardSettings = ReturnType<typeof useLiveView>;
