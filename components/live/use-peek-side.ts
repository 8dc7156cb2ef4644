"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/**
 * The edge the peek lies over: the right one, unless it would hide the very card that is peeked at. It stays where it is
 * as long as that card can be seen.
 */
export function usePeekSide(id: string, panel: RefObject<HTMLElement | null>): "left" | "right" {
  const [side, setSide] = useState<"left" | "right">("right");
  useLayoutEffect(() => {
    const card = document.querySelector(`[data-call-id="${CSS.escape(id)}"]`)?.getBoundingClientRect();
    const over = panel.current?.getBoundingClientRect();
    if (card === undefined || over === undefined || isSheet(over)) return;
    const isHidden = (card.left + card.right) / 2 >= over.left && (card.left + card.right) / 2 <= over.right;
    if (isHidden && card.width < over.width) {
      setSide((known) => (known === "right" ? "left" : "right"));
    }
  }, [id, panel]);
  return side;
}

/** On a narrow screen it lies over the whole width, at the bottom. */
const isSheet = ({ width }: DOMRect) => width >= window.innerWidth;
