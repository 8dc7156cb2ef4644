"use client";

import { Fragment, type ReactNode, useEffect, useState } from "react";
import { useDemo } from "@/components/shell/demo";
import { FileQuestion, FlaskConical, MoonStar, Settings2, TriangleAlert, VolumeX } from "@/components/ui/icons";
import type { WallNotice } from "./settings";
import type { SoundState } from "./use-alarm";
import { useTurn, useWakeLock } from "./use-screen";

/** A notice for whoever set the screen up: long enough to read, then gone. */
const NOTICE_MS = 60_000;
/** Several notes take turns. */
const NOTE_TURN_MS = 6_000;
/** The demo, and what the wall cannot do. Absent when there is nothing to say. */
export function WallFoot({
  notices,
  sound,
  unreadable,
  partlyRead,
}: {
  notices: WallNotice[];
  sound: SoundState;
  unreadable: number;
  /** calls on the wall of which not all could be read */
  partlyRead: number;
}) {
  const demo = useDemo();
  const young = useYoung();
  const awake = useWakeLock();
  const notes: { key: string; icon: ReactNode; text: string }[] = [];
  if (young) {
    for (const { key, text } of notices) notes.push({ key, icon: <Settings2 aria-hidden />, text });
    if (!awake) {
      const text = "This browser lets the screen go dark: switch that off.";
      notes.push({ key: "wake", icon: <MoonStar aria-hidden />, text });
    }
  }
  if (sound === "blocked") {
    const text = "Sound is blocked until somebody clicks here once.";
    notes.push({ key: "sound", icon: <VolumeX aria-hidden />, text });
  }
  if (unreadable > 0) {
    const text = `${unreadable} ${unreadable === 1 ? "call" : "calls"} of the call service could not be read.`;
    notes.push({ key: "unreadable", icon: <TriangleAlert aria-hidden />, text });
  }
  if (partlyRead > 0) {
    const text = `${partlyRead} ${partlyRead === 1 ? "call" : "calls"} could be read only in part.`;
    notes.push({ key: "partly", icon: <FileQuestion aria-hidden />, text });
  }
  if (demo)
    notes.push({
      key: "demo",
      icon: <FlaskConical aria-hidden className="text-sky" />,
      text: "Demo data: simulated calls",
    });
  const turn = useTurn(notes.length, NOTE_TURN_MS);
  const note = notes[turn];
  if (!note) return null;
  return (
    <footer className="wall-foot">
      <p
        className="wall-note"
        data-demo={note.key === "demo" || undefined}
        role={note.key === "demo" ? undefined : "status"}
      >
        {/* Another note is another text in the same place, not one that moves. */}
        <Fragment key={note.key}>
          {note.icon}
          <span>{note.text}</span>
        </Fragment>
      </p>
      {demo && note.key !== "demo" ? <p className="wall-note">Demo</p> : null}
    </footer>
  );
}

function useYoung(): boolean {
  const [young, setYoung] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setYoung(false), NOTICE_MS);
    return () => clearTimeout(timer);
  }, []);
  return young;
}
