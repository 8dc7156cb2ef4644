"use client";

import { lazyAddition } from "@/components/shell/lazy-addition";

// What nobody sees or hears of the board before the page is alive.

export const LateOrderPill = lazyAddition(() => import("./order-pill").then((part) => part.OrderPill));
export const LateSearchNote = lazyAddition(() => import("./search-note").then((part) => part.SearchNote));
