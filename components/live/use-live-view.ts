"use client";

import { useCallback, useMemo } from "react";
import { useAddress } from "@/components/shell/use-address";
import { ATTENTION_FILTERS, BOARD_SORTS, type BoardFilter, DIRECTION_FILTERS } from "./board-order";

const BOARD_VIEWS = ["cards", "table"] as const;
const NARROWING = { q: "", agent: "", direction: "", status: "", attention: "" };
const DEFAULTS = { ...NARROWING, sort: "attention", view: "cards", peek: "" };
const ALL = { q: null, agent: null, direction: null, status: null, attention: null };

/** What the reader looks at lives in the address, so that a view can be sent to a colleague. */
export function useLiveView() {
  const [words, setParams] = useAddress(DEFAULTS);
  const { agent, status } = words;
  const sort = BOARD_SORTS.find((known) => known === words.sort) ?? "attention";
  const view = BOARD_VIEWS.find((known) => known === words.view) ?? "cards";
  const attention = ATTENTION_FILTERS.find((known) => known === words.attention) ?? "";
  // What no choice of its field names would narrow the board while the field says that nothing does.
  const direction = DIRECTION_FILTERS.find((known) => known === words.direction) ?? "";
  const filter = useMemo<BoardFilter>(
    () => ({ agentId: agent, direction, status, attention }),
    [agent, direction, status, attention],
  );
  const params = useMemo(
    () => ({ ...words, sort, view, attention, direction }),
    [words, sort, view, attention, direction],
  );
  /** how many parts of the filter narrow the board */
  const narrowed = (Object.keys(NARROWING) as (keyof typeof NARROWING)[]).filter((name) => params[name] !== "").length;
  const clearFilter = useCallback(() => setParams(ALL), [setParams]);
  // The same object until something in it changes, so that a poll draws nothing for it.
  return useMemo(
    () => ({ params, setParams, filter, narrowed, clearFilter }),
    [params, setParams, filter, narrowed, clearFilter],
  );
}

export type BoardSettings = ReturnType<typeof useLiveView>;
