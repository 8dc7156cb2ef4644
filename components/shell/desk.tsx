"use client";

import type { ReactNode } from "react";
// What every page of the desk has, those that say what went wrong included: named here, it is bundled once instead of
// once with each of them.
import "./page-frame";

export function Desk({ children }: { children: ReactNode }) {
  return children;
}
