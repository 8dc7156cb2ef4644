"use client";

import clsx from "clsx";
import { ClockTime } from "@/components/shell/clock-time";
import { SpeakerMark } from "@/components/shell/speaker";
import { LogOut } from "@/components/ui/icons";
import type { RosterEntry } from "@/lib/calls/board";
import type { Call } from "@/lib/calls/call";
import { participantCount } from "@/lib/calls/metrics";
import { isFinal } from "@/lib/calls/status";
import type { Unreadable } from "@/lib/calls/unreadable";
import { Panel } from "./panel";
import { roomWords } from "./room-words";

/** Who is in the room now, who was, and when each came and went: as was told, or as Earshot saw it. */
export function RoomPanel({
  call,
  roster,
  unreadable,
  watched = false,
}: {
  call: Call;
  roster: readonly RosterEntry[];
  unreadable: Unreadable;
  /** the call is over, and was seen while it ran */
  watched?: boolean;
}) {
  const over = isFinal(call.status);
  const inside = roster.filter((entry) => entry.leftAt === null);
  const left = roster.filter((entry) => entry.leftAt !== null);
  const count = participantCount(call);
  const words = roomWords(call, roster.length, { unreadable, watched });
  return (
    <Panel
      title={over ? "Who was in the room" : "In the room now"}
      note={over ? null : count && (count.counted ?? count.named)}
    >
      {count?.disagree && !over ? (
        <p className="mb-2 rounded-md bg-warning-wash px-2 py-1 text-xs">
          The call service counts {count.counted} in the room but names {count.named}.
        </p>
      ) : null}
      {words ? <p className="text-muted">{words}</p> : null}
      <ul className="space-y-2" aria-label={over ? "Was in the room" : "In the room"}>
        {inside.map((entry) => (
          <Person key={`${entry.identity} ${entry.joinedAt}`} entry={entry} />
        ))}
      </ul>
      {left.length > 0 ? (
        <>
          {over ? null : (
            <h3 className="mt-3 mb-1 flex items-center gap-1.5 text-muted text-xs">
              <LogOut aria-hidden className="size-3.5" /> Left
            </h3>
          )}
          <ul className={clsx("space-y-2", over && inside.length > 0 && "mt-2")} aria-label="Left the room">
            {left.map((entry) => (
              <Person key={`${entry.identity} ${entry.joinedAt}`} entry={entry} />
            ))}
          </ul>
        </>
      ) : null}
    </Panel>
  );
}

function Person({ entry }: { entry: RosterEntry }) {
  const gone = entry.leftAt !== null;
  return (
    <li className="flex min-w-0 items-start gap-2">
      <SpeakerMark kind={entry.kind} className="mt-1.5" />
      <div className="min-w-0 flex-1">
        <div className={gone ? "truncate text-muted" : "truncate font-medium"} title={entry.identity}>
          <bdi>{entry.name?.trim() || entry.identity.trim() || "Without a name"}</bdi>
        </div>
        <div className="text-faint text-xs">
          {entry.joinedTold ? "joined " : "seen since "}
          <ClockTime at={entry.joinedAt} />
          {gone ? (
            <>
              {entry.leftTold ? " · left " : " · gone since "}
              <ClockTime at={entry.leftAt} />
            </>
          ) : null}
        </div>
      </div>
    </li>
  );
}
