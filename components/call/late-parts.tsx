"use client";

import { lazyAddition } from "@/components/shell/lazy-addition";

// What nobody sees or hears of a call's page before it is alive.

export const LateCallNews = lazyAddition(() => import("./call-news").then((part) => part.CallNews));
export const LateLineNews = lazyAddition(() => import("./line-news").then((part) => part.LineNews));
export const LateCallPrint = lazyAddition(() => import("./call-print").then((part) => part.CallPrint));
export const LateEndNote = lazyAddition(() => import("./end-note").then((part) => part.EndNote));
export const LateCallQuality = lazyAddition(() =>
  import("@/components/quality/call-quality").then((part) => part.CallQuality),
);
export const LateSharedChip = lazyAddition(() =>
  import("@/components/sharing/shared-chip").then((part) => part.SharedChip),
);
