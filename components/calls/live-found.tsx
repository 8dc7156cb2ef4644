"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { goesOn, stageWord } from "@/components/live/call-words";
import { BoardHits, HitLine } from "@/components/live/hit-line";
import { CallTimer } from "@/components/live/timer";
import { usePause } from "@/components/shell/pause";
import { Radio } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { isSearch } from "@/lib/calls/search";
import { boardQuery } from "@/lib/queries/live";
import { callPagePath, livePagePath } from "@/lib/wire/paths";
import type { Filters } from "./filters";
import { liveWordsOf, type Reader, reachesNow } from "./question";

const MOST_SHOWN = 3;

/** Calls that go on now and have the same words, above those that are over: what somebody looks for may be being said. */
export function LiveFound({ filters, reader }: { filters: Filters; reader: Reader }) {
  const { paused } = usePause();
  const words = reachesNow(filters, reader) ? liveWordsOf(filters) : "";
  const isMore = words !== null && !isSearch(words);
  const q = words === null || isMore ? "" : words;
  const { data } = useQuery({ ...boardQuery({ q, paused }), enabled: q !== "" && !paused });
  const board = q === "" ? undefined : data?.board;
  const hits = useMemo(() => new Map((board?.data.hits ?? []).map((hit) => [hit.id, hit])), [board]);
  const calls = (board?.data.calls ?? []).filter((call) => goesOn(call) && fits(call, filters));
  if (words === null) {
    return <p className="text-muted text-sm">Live calls are not searched with OR or a word left out.</p>;
  }
  if (isMore) return <p className="text-muted text-sm">Live calls are not searched for that many words.</p>;
  if (calls.length === 0) return null;
  return (
    <section aria-label="Live now" data-live-found className="rounded-xl border border-line bg-surface text-sm">
      <h2 className="flex items-center gap-2 border-line border-b px-3 py-2 font-medium">
        <Radio aria-hidden className="size-4 text-muted" />
        {calls.length === 1 ? "1 live call has it now" : `${calls.length} live calls have it now`}
        <Link
          href={`${livePagePath}?q=${encodeURIComponent(q)}`}
          className="ml-auto rounded text-muted text-xs underline underline-offset-2 hover:text-text pointer-coarse:py-3"
        >
          Show on Live
        </Link>
      </h2>
      <BoardHits value={hits}>
        <ul className="divide-y divide-line max-sm:[&>li:nth-child(n+2)]:hidden">
          {calls.slice(0, MOST_SHOWN).map((call) => (
            <LiveRow key={call.id} call={call} />
          ))}
        </ul>
      </BoardHits>
    </section>
  );
}

function LiveRow({ call }: { call: BoardCall }) {
  const title = callTitle(call);
  return (
    <li className="relative grid gap-x-4 px-3 py-2 hover:bg-raised sm:grid-cols-[16rem_minmax(0,1fr)_auto]">
      <span className="min-w-0">
        <Link href={callPagePath(call.id)} className="font-medium after:absolute after:inset-0">
          <bdi className="wrap-anywhere">{title.who}</bdi>
        </Link>
        <span className="block truncate text-muted">
          <bdi>{title.agent ?? "No agent"}</bdi>
        </span>
      </span>
      <span className="min-w-0 self-center">
        <HitLine callId={call.id} lines={1}>
          <span className="text-muted">Its name or number has it</span>
        </HitLine>
      </span>
      <span className="flex items-center gap-2 text-muted">
        {stageWord(call)} <CallTimer call={call} className="tabular-nums" />
      </span>
    </li>
  );
}

/** What nobody knows of a call before it is over. */
const KNOWN_AFTER = ["endedByPerson", "shared", "hasNotes", "metadata", "weekHour", "reply"] as const;

/** What the board itself knows of the filters; what it does not know is not asked of a live call. */
function fits(call: BoardCall, filters: Filters): boolean {
  const { agents, campaigns, direction, statuses, failures } = filters;
  const isOver = failures.length > 0 || statuses.length > 0 || KNOWN_AFTER.some((name) => filters[name] !== null);
  return (
    !isOver &&
    (agents.length === 0 || agents.includes(call.agent.id ?? call.agent.name ?? "")) &&
    (campaigns.length === 0 || (call.campaignId !== null && campaigns.includes(call.campaignId))) &&
    (direction === null || call.direction === direction)
  );
}
