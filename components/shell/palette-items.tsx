"use client";

import { Command } from "cmdk";
import type { ReactNode } from "react";
import { goesOn, reasonsOf, stageWord } from "@/components/live/call-words";
import { CallTimer } from "@/components/live/timer";
import { History, Phone, User } from "@/components/ui/icons";
import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { statusFacts } from "@/lib/calls/status";
import type { ArchivedCall } from "@/lib/wire/archive-contract";
import { ATTENTION_WORDS } from "./attention-words";
import { DayTime } from "./clock-time";
import { SeverityIcon } from "./severity-icon";

/** A line of the palette: what it goes by, and what stands there. `value` tells it from all others. */
export type Entry = {
  value: string;
  group: string;
  texts: readonly string[];
  icon: ReactNode;
  words: ReactNode;
  run: () => void;
};

/** The agents who have calls now, by name. */
export function agentsOf(calls: readonly BoardCall[]) {
  const agents = new Map<string, { id: string; name: string; count: number }>();
  for (const call of calls) {
    const { agent } = call;
    if (agent.id === null || !goesOn(call)) continue;
    const known = agents.get(agent.id);
    if (known) known.count += 1;
    else agents.set(agent.id, { id: agent.id, name: agent.name ?? agent.id, count: 1 });
  }
  return [...agents.values()].sort((a, b) => a.name.localeCompare(b.name));
}

export function agentEntry({ id, name, count }: { id: string; name: string; count: number }, run: () => void): Entry {
  return {
    value: `agent ${id}`,
    group: "Agents",
    texts: [name],
    icon: <User aria-hidden />,
    words: (
      <span className="wrap-anywhere">
        <bdi>{name}</bdi> <span className="text-muted">· {count === 1 ? "1 call" : `${count} calls`}</span>
      </span>
    ),
    run,
  };
}

/** A live call, found by contact, number, agent, campaign or id. */
export function callEntry(call: BoardCall, run: () => void): Entry {
  const { contactName, phoneNumber, agent, campaignId, id } = call;
  return {
    value: `call ${id}`,
    group: "Live calls",
    texts: [contactName, phoneNumber, agent.name, id, campaignId].filter((text) => text !== null),
    icon: <Phone aria-hidden />,
    words: <CallWords call={call} />,
    run,
  };
}

/** A call that is over and kept, found as a live one is. */
export function endedEntry(call: ArchivedCall, run: () => void): Entry {
  const { contactName, phoneNumber, agent, campaignId, id, happenedAt } = call;
  const title = callTitle(call);
  return {
    value: `ended ${id}`,
    group: "Recently ended",
    texts: [contactName, phoneNumber, agent.name, id, campaignId].filter((text) => text !== null),
    icon: <History aria-hidden />,
    words: (
      <span className="flex min-w-0 flex-1 items-baseline gap-3">
        <span className="min-w-0 flex-1">
          <bdi className="wrap-anywhere font-medium">{title.who}</bdi>
          <span className="block text-muted text-xs">
            <bdi className="wrap-anywhere">{title.agent ?? "unknown agent"}</bdi>
            {" · "}
            {statusFacts(call.status).label}
          </span>
        </span>
        <DayTime at={happenedAt} className="shrink-0 text-muted text-xs" />
      </span>
    ),
    run,
  };
}

/** Who, with which agent, what is amiss, and how long already. */
function CallWords({ call }: { call: BoardCall }) {
  const { who, agent } = callTitle(call);
  const [reason] = reasonsOf(call);
  return (
    <span className="flex min-w-0 flex-1 items-baseline gap-3">
      <span className="min-w-0 flex-1">
        <bdi className="wrap-anywhere font-medium">{who}</bdi>
        <span className="block text-muted text-xs">
          <bdi className="wrap-anywhere">{agent ?? "unknown agent"}</bdi>
          {" · "}
          {reason === undefined ? (
            stageWord(call)
          ) : (
            <span className={reason.severity === "critical" ? "font-medium text-critical" : "font-medium text-amber"}>
              <SeverityIcon severity={reason.severity} className="mr-1 inline align-[-0.15em]" />
              <span className="sr-only">{reason.severity === "critical" ? "Critical: " : "Warning: "}</span>
              {ATTENTION_WORDS[reason.reason]}
            </span>
          )}
        </span>
      </span>
      <CallTimer call={call} className="shrink-0 text-sm tabular-nums" />
    </span>
  );
}

/** A line of the palette. */
export function Item({ value, icon, words, run }: Entry) {
  return (
    <Command.Item
      value={value}
      onSelect={run}
      className="flex cursor-pointer items-center gap-3 rounded-lg px-3 py-2 text-sm data-[selected=true]:bg-raised data-[selected=true]:outline data-[selected=true]:outline-line-strong pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-faint"
    >
      {icon}
      <span className="flex min-w-0 flex-1">{words}</span>
    </Command.Item>
  );
}
