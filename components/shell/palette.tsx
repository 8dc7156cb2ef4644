"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { goesOn, reasonsOf } from "@/components/live/call-words";
import { Archive, ArrowRight, Search } from "@/components/ui/icons";
import type { BoardCall } from "@/lib/calls/board";
import { recentCallsQuery } from "@/lib/queries/archive";
import { boardQuery } from "@/lib/queries/live";
import type { ArchivedCall } from "@/lib/wire/archive-contract";
import { callPagePath, callsPagePath, livePagePath } from "@/lib/wire/paths";
import { looksLikeCallId } from "./call-id-look";
import { useCommands } from "./palette-commands";
import { agentEntry, agentsOf, callEntry, type Entry, endedEntry, Item } from "./palette-items";
import { fittingEntries } from "./palette-search";
import { usePause } from "./pause";

const GROUP =
  "[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs";
/** Before anything is typed. */
const FEW_CALLS = 5;
const MOST_FOUND = 60;

/** Everything reachable by typing: a call by id, number, agent or contact; pages; pause; theme. Loaded on first use. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const { paused } = usePause();
  const { data: calls } = useQuery({
    ...boardQuery({ paused }),
    refetchInterval: false,
    select: (answer) => answer.board.data.calls,
  });
  const act = (action: () => void) => () => {
    onClose();
    action();
  };
  const go = (path: string) => act(() => router.push(path));
  const commands = useCommands({ act, go });
  const typed = text.trim();
  const { data: ended } = useQuery({ ...recentCallsQuery(), select: ({ answer }) => answer.data.calls });
  const entries = found({ typed, calls: calls ?? [], ended: ended ?? [], commands, go });
  const isThere = entries.some(({ value }) => value === chosen);

  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label="Jump to"
      shouldFilter={false}
      value={(isThere ? chosen : entries[0]?.value) ?? ""}
      onValueChange={setChosen}
      overlayClassName="fixed inset-0 z-40 bg-black/50 animate-fade-in"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-2xl border border-line bg-surface shadow-float animate-fade-in max-sm:top-4"
    >
      <div className="flex items-center gap-3 border-line border-b px-4">
        <Search aria-hidden className="size-4 text-faint" />
        <Command.Input
          value={text}
          onValueChange={(next) => {
            setText(next);
            // What fits best is chosen, whatever was before.
            setChosen(null);
          }}
          placeholder="Name, number, agent, page…"
          className="h-12 w-full bg-transparent text-base outline-none placeholder:text-faint"
        />
      </div>
      <Command.List className="max-h-[min(26rem,60vh)] scroll-py-9 overflow-y-auto p-1.5 pb-2">
        {grouped(entries).map(({ heading, members }) => (
          <Command.Group key={heading} heading={heading} className={GROUP}>
            {members.map((entry) => (
              <Item key={entry.value} {...entry} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command.Dialog>
  );
}

type Asked = {
  typed: string;
  calls: readonly BoardCall[];
  ended: readonly ArchivedCall[];
  commands: Entry[];
  go: (path: string) => () => void;
};

/** What needs a person comes first among equals. */
const urgency = (call: BoardCall) => ({ critical: 2, warning: 1, none: 0 })[reasonsOf(call)[0]?.severity ?? "none"];

/** What fits, best first; what leads elsewhere with the very words that were typed comes last. */
function found({ typed, calls, ended, commands, go }: Asked): Entry[] {
  const live = calls
    .filter(goesOn)
    .sort((one, other) => urgency(other) - urgency(one))
    .map((call) => callEntry(call, go(callPagePath(call.id))));
  const agents = agentsOf(calls).map((agent) =>
    agentEntry(agent, go(`${livePagePath}?agent=${encodeURIComponent(agent.id)}`)),
  );
  const over = ended.map((call) => endedEntry(call, go(callPagePath(call.id))));
  if (typed === "") return [...live.slice(0, FEW_CALLS), ...over.slice(0, FEW_CALLS), ...agents, ...commands];
  const fitting = fittingEntries([...live, ...agents, ...commands, ...over], typed).slice(0, MOST_FOUND);
  const isKnown = live.some(({ value }) => value === `call ${typed}`);
  const others: Entry[] = [
    {
      ...{ value: "find ended", group: "Elsewhere", texts: [], icon: <Archive aria-hidden /> },
      words: <span className="wrap-anywhere">Find “{typed}” in all calls that are over</span>,
      run: go(callsPagePath(`q=${encodeURIComponent(typed)}`)),
    },
    {
      ...{ value: "find", group: "Elsewhere", texts: [], icon: <Search aria-hidden /> },
      words: <span className="wrap-anywhere">Find “{typed}” among live calls</span>,
      run: go(`${livePagePath}?q=${encodeURIComponent(typed)}`),
    },
  ];
  if (looksLikeCallId(typed) && !isKnown) {
    others.unshift({
      ...{ value: "open", group: "Elsewhere", texts: [], icon: <ArrowRight aria-hidden /> },
      words: <span className="wrap-anywhere">Open call {typed}</span>,
      run: go(callPagePath(typed)),
    });
  }
  return [...fitting, ...others];
}

/** Under their headings, the heading of the best first. */
function grouped(entries: readonly Entry[]): { heading: string; members: Entry[] }[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups].map(([heading, members]) => ({ heading, members }));
}
