"use client";

import { useState } from "react";
import type { BoardCall } from "@/lib/calls/board";
import { boardNews } from "./announcements";

/** Tells a screen reader of new alarms and ended calls, politely. Timers and growing lines are no news. */
export function BoardNews({ calls }: { calls: readonly BoardCall[] }) {
  const [told, setTold] = useState<{ calls: readonly BoardCall[]; news: string }>({ calls, news: "" });
  if (told.calls !== calls) {
    const news = boardNews(told.calls, calls);
    setTold({ calls, news: news === "" ? told.news : news });
  }
  return (
    <div role="status" className="sr-only">
      {told.news}
    </div>
  );
}
