"use client";

import { useMemo } from "react";
import { BOARD_SORTS, type BoardFilter } from "./board-order";
import { useAddress } from "./use-address";

const BOARD_VIEWS = ["cards", "table"] as const;
const DEFAULTS = { q: "", agent: "", direction: "", status: "", sort: "attention", view: "cards", peek: "" };

/** What the reader looks at lives in the address, so that a view can be sent to a colleague. */
export function useLiveView() {
  const [words, setParams] = useAddress(DEFAULTS);
  const { q, agent, direction, status } = words;
  const sort = BOARD_SORTS.find((known) => known === words.sort) ?? "attention";
  const view = BOARD_VIEWS.find((known) => known === words.view) ?? "cards";
  const filter = useMemo<BoardFilter>(() => ({ agentId: agent, direction, status }), [agent, direction, status]);
  const filtered = q !== "" || agent !== "" || direction !== "" || status !== "";
  const clearFilter = () => setParams({ q: null, agent: null, direction: null, status: null });
  return { params: { ...words, sort, view }, setParams, filter, filtered, clearFilter };
}

export type BoardSettings = ReturnType<typeof useLiveView>;
