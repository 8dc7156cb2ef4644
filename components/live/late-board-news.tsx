"use client";

import { lazyAddition } from "@/components/shell/lazy-addition";

/** What is told of the board: nothing is news before the page is alive. */
export const LateBoardNews = lazyAddition(() => import("./board-news").then((part) => part.BoardNews));
