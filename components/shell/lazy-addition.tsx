"use client";

import type { ComponentType } from "react";
import { lateView } from "./lazy-part";

/**
 * What a page does without until its code is here: nothing stands in its place. For what nobody has asked for; what
 * somebody presses for is a lazyDialog (lazy-part.tsx).
 * @param load imports it; called again after a failure
 */
export function lazyAddition<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const useLate = lateView(load);
  return function LazyAddition(props: Props) {
    const { Part } = useLate();
    return Part === null ? null : <Part {...props} />;
  };
}
