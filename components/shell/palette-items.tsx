"use client";

import { Command } from "cmdk";
import { Phone } from "lucide-react";
import type { ReactNode } from "react";
import { goesOn, stageWord } from "@/components/live/call-words";
import type { BoardCall } from "@/lib/calls/board";

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

/** A live call, found by id, number, agent, contact or campaign. */
export function CallItem({ call, onSelect }: { call: BoardCall; onSelect: () => void }) {
  const who = call.contactName ?? call.phoneNumber ?? call.id;
  return (
    <Item
      value={call.id}
      keywords={[call.phoneNumber, call.agent.name, call.contactName, call.campaignId].filter((word) => word !== null)}
      icon={<Phone />}
      onSelect={onSelect}
    >
      <bdi>{who}</bdi>
      <span className="text-muted">
        {" "}
        · <bdi>{call.agent.name ?? "—"}</bdi> · {stageWord(call)}
      </span>
    </Item>
  );
}

/** A line of the palette. `value` and `keywords` are what typing is matched against. */
export function Item({
  icon,
  children,
  ...rest
}: {
  value: string;
  keywords?: string[];
  icon: ReactNode;
  onSelect: () => void;
  forceMount?: boolean;
  children: ReactNode;
}) {
  return (
    <Command.Item
      {...rest}
      className="flex cursor-pointer items-center gap-3 rounded-lg px-3 py-2 text-sm data-[selected=true]:bg-raised [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-faint"
    >
      {icon}
      <span className="min-w-0 truncate">{children}</span>
    </Command.Item>
  );
}
