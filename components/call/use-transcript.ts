"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { Call } from "@/lib/calls/call";
import { callStartMs } from "@/lib/calls/ribbon";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { lineIdOf, rowOfKey, rowOfLine } from "./line-link";
import { ReadingPosition } from "./reading-position";
import { advanceRows, NO_ROWS, type RowsMemory } from "./stable-rows";
import type { LineMarks } from "./transcript-line";
import type { TranscriptHandle } from "./transcript-list";
import { useFind } from "./use-find";
import { useLineLink } from "./use-line-link";

/**
 * The rows of a call and everything that moves among them: the reader, the search, the ribbon's cursor.
 * @param of.lineKeys the key of each of the call's lines in the archive; null: not known
 * @param of.asked the key of a line to come to, as the page's address has it
 */
export function useTranscript(
  call: Call,
  { lineKeys, asked }: { lineKeys: readonly number[] | null; asked: string | null } = NO_KEYS,
) {
  const rows = useStableRows(call);
  const startMs = callStartMs(call, rows);
  const [reading] = useState(() => new ReadingPosition());
  const handle = useRef<TranscriptHandle | null>(null);
  const field = useRef<HTMLInputElement | null>(null);
  const [pointedKey, setPointedKey] = useState<string | null>(null);

  const go = useCallback((index: number) => handle.current?.toRow(index), []);
  const from = useCallback(() => reading.get().first ?? 0, [reading]);
  const find = useFind(rows, from, go);
  const hitRows = useMemo(() => find.found.rows.map((row) => row.index), [find.found]);

  const point = useCallback(
    (index: number | null) => {
      setPointedKey(index === null ? null : (rows[index]?.key ?? null));
      if (index !== null) go(index);
    },
    [rows, go],
  );
  const pointedIndex = pointedKey === null ? -1 : rows.findIndex((row) => row.key === pointedKey);
  const { transcript } = call;
  const rowAtKey = useCallback((key: number) => rowOfKey(transcript, lineKeys, key), [transcript, lineKeys]);
  const { linkedId, openAt, link } = useLineLink((key) => {
    const index = rowAtKey(key);
    return rows[index] === undefined ? null : lineIdOf(rows, index);
  }, asked);
  const linkedIndex = linkedId === null ? -1 : rowOfLine(rows, linkedId);
  const linkedKey = rows[linkedIndex]?.key ?? null;
  const toggleLink = useCallback((id: string) => link(id === linkedId ? null : id), [link, linkedId]);
  const { found, place } = find;
  const marksOf = useCallback(
    (row: TranscriptRow): LineMarks => ({
      needle: found.needle,
      current: place?.key === row.key ? place.nth : -1,
      pointed: row.key === pointedKey,
      linked: row.key === linkedKey,
    }),
    [found, place, pointedKey, linkedKey],
  );
  /** The line that the ribbon or the search stands on, else the last one on screen. */
  const chosen = () => {
    const hit = place === null ? -1 : rows.findIndex(({ key }) => key === place.key);
    return pointedIndex !== -1 ? pointedIndex : hit !== -1 ? hit : (reading.get().last ?? rows.length - 1);
  };
  const linkLine = () => {
    const index = chosen();
    if (rows[index] !== undefined) toggleLink(lineIdOf(rows, index));
  };
  return {
    rows,
    startMs,
    reading,
    handle,
    field,
    find,
    hitRows,
    pointed: pointedIndex === -1 ? null : pointedIndex,
    point,
    marksOf,
    openAt,
    onLink: toggleLink,
    linkLine,
    /** the line that the address names, or that the reader is at; -1: there are none */
    chosen: () => (linkedIndex !== -1 ? linkedIndex : chosen()),
    rowAtKey,
  };
}

const NO_KEYS = { lineKeys: null, asked: null };

/** Kept from one answer to the next, so that a line that comes costs one line's work. */
function useStableRows(call: Call): TranscriptRow[] {
  const [memory, setMemory] = useState<RowsMemory>(() => advanceRows(NO_ROWS, call.transcript));
  const next = advanceRows(memory, call.transcript);
  // Adjusting state while rendering, as React asks for what derives from the render before.
  if (next !== memory) setMemory(next);
  return next.rows;
}
