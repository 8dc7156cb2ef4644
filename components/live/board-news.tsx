"use client";

import { useState } from "react";
import type { BoardCall } from "@/lib/calls/board";
import { boardNews, toldAfter } from "./announcements";

/** Tells a screen reader of new alarms and ended calls, politely. Timers and growing lines are no news. */
export function BoardNews({ calls }: { calls: readonly BoardCall[] }) {
  const [told, setTold] = useState(() => ({ calls, alarms: toldAfter(new Set(), calls), news: "", count: 0 }));
  if (told.calls !== calls) {
    const news = boardNews(told.calls, calls, told.alarms);
    const alarms = toldAfter(told.alarms, calls);
    setTold(news === "" ? { ...told, calls, alarms } : { calls, alarms, news, count: told.count + 1 });
  }
  return (
    <div role="status" className="sr-only">
      {/* A new element each time: the same words twice running are told twice. */}
      <p key={told.count}>{told.news}</p>
    </div>
  );
}
