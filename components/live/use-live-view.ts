"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { BOARD_SORTS, type BoardFilter } from "./board-order";

const BOARD_VIEWS = ["cards", "table"] as const;

const words = parseAsString.withDefault("").withOptions({ clearOnDefault: true });

/** What the reader looks at lives in the address, so that a view can be sent to a colleague. */
export function useLiveView() {
  const [params, setParams] = useQueryStates(
    {
      q: words,
      agent: words,
      direction: words,
      status: words,
      sort: parseAsStringLiteral(BOARD_SORTS).withDefault("attention"),
      view: parseAsStringLiteral(BOARD_VIEWS).withDefault("cards"),
      peek: words,
    },
    { history: "replace", shallow: true },
  );
  const { q, agent, direction, status } = params;
  const filter = useMemo<BoardFilter>(
    () => ({ search: q, agentId: agent, direction, status }),
    [q, agent, direction, status],
  );
  const filtered = q !== "" || agent !== "" || direction !== "" || status !== "";
  const clearFilter = () => void setParams({ q: null, agent: null, direction: null, status: null });
  return { params, setParams, filter, filtered, clearFilter };
}

export type LiveView = ReturnType<typeof useLiveView>;
