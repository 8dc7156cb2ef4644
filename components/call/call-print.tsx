"use client";

import { useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import type { Call } from "@/lib/calls/call";
import { callTitle } from "@/lib/calls/call-title";
import { statusFacts } from "@/lib/calls/status";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { formatExactly } from "@/lib/format/clock";
import { formatDuration } from "@/lib/format/duration";
import type { CallAnswer } from "@/lib/wire/contract";

/**
 * The call on paper. The page holds only the lines that are on the screen, so all of them are drawn for as long as the browser
 * prints, in the stead of the page (app/globals.css).
 */
export function CallPrint(props: { answer: CallAnswer; rows: readonly TranscriptRow[]; startMs: number | null }) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // What is drawn later than this is not on the paper.
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return printing ? createPortal(<Paper {...props} />, document.body) : null;
}

const SPEAKERS = { agent: "Agent", caller: "Caller", other: null } as const;

function Paper({
  answer: { data: call, meta },
  rows,
  startMs,
}: {
  answer: CallAnswer;
  rows: readonly TranscriptRow[];
  startMs: number | null;
}) {
  return (
    <article data-print>
      <h1>{callTitle({ ...call, contactName: meta.contactName }).text}</h1>
      <dl>
        {factsOf(call).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {call.summary === null ? null : (
        <>
          <h2>Summary</h2>
          <p>{call.summary}</p>
        </>
      )}
      <h2>Transcript</h2>
      {meta.archived?.hasTalk === false ? <p>What was said is kept no longer.</p> : null}
      {meta.omittedMessages > 0 ? (
        <p>The first {meta.omittedMessages.toLocaleString("en-GB")} lines are left out.</p>
      ) : null}
      {meta.redacted ? <p>Personal data was looked for and taken out where it was found.</p> : null}
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>{row.atMs === null || startMs === null ? "" : formatDuration(row.atMs - startMs)}</td>
              <th scope="row">{SPEAKERS[row.speaker] ?? row.role}</th>
              <td>
                {row.event === null ? null : <em>{row.event} </em>}
                {row.content}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

function factsOf(call: Call): [name: string, text: string][] {
  const facts: [string, string | null][] = [
    ["Status", statusFacts(call.status).label],
    ["Direction", call.direction],
    ["Number", call.phoneNumber],
    ["Started", call.startedAt && formatExactly(call.startedAt)],
    ["Ended", call.endedAt && formatExactly(call.endedAt)],
    ["Duration", call.duration === null ? null : formatDuration(call.duration * 1_000)],
    ["Call", call.id],
  ];
  return facts.flatMap(([name, text]) => (text === null || text === "" ? [] : [[name, text]]));
}
