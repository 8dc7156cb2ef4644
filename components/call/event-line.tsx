"use client";

import type { ReactNode } from "react";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { eventWords } from "./event-words";
import { LineText } from "./line-text";
import { MarkedText } from "./marked-text";

type Shown = { needle: string; current: number; whole: boolean; onShowWhole: (key: string) => void };

/** What was not said: in words, with the raw data on request, or at once where a search has found something in it. */
export function EventLine({ row, when, ...shown }: { row: TranscriptRow; when: ReactNode } & Shown) {
  const quiet = "wrap-anywhere text-faint text-xs leading-[1.3125rem]";
  if (row.kind === "empty") {
    const word = row.event ?? { agent: "Agent", caller: "Caller", other: row.role }[row.speaker];
    return (
      <p className={quiet}>
        {when} <bdi className="font-medium">{word}</bdi> <LineText row={row} {...shown} />
      </p>
    );
  }
  const { label, detail, raw } = eventWords(row);
  const words = (
    <>
      <bdi className="font-medium" data-line-event>
        {label}
      </bdi>
      {raw === null && detail !== "" ? (
        <>
          {" · "}
          <LineText row={row} {...shown} />
        </>
      ) : detail === "" ? null : (
        <bdi>
          {" · "}
          <MarkedText text={detail} needle={shown.needle} current={-1} />
        </bdi>
      )}
    </>
  );
  if (raw === null) {
    return (
      <p className={quiet}>
        {when} {words}
      </p>
    );
  }
  return (
    <div className={quiet}>
      {when}{" "}
      <details open={shown.current >= 0 || undefined} className="inline-block max-w-full align-top">
        <summary className="cursor-pointer list-none decoration-dotted underline-offset-2 hover:text-text hover:underline pointer-coarse:py-3">
          {words}
        </summary>
        <pre className="wrap-anywhere my-1 max-h-60 overflow-auto whitespace-pre-wrap rounded-md bg-raised p-2 text-left font-mono text-muted">
          <LineText row={row} {...shown} />
        </pre>
      </details>
    </div>
  );
}
