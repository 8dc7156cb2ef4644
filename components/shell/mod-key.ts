"use client";

import { useSyncExternalStore } from "react";

/** The key that goes with letters on this machine, as its keyboard names it. */
export const modKey = (): string => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl");

const never = () => () => undefined;

/** The same while drawing: "Ctrl" until the browser knows what it runs on. */
export const useModKey = () => useSyncExternalStore(never, modKey, () => "Ctrl");
