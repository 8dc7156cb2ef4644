import type { Call } from "@/lib/calls/call";
import { csvLine } from "@/lib/format/csv";
import type { ArchivedCall as CallFacts } from "@/lib/wire/archive-contract";
import type { ManyFormat } from "@/lib/wire/exports-contract";
import { CALL_COLUMNS, type KeptMeasures, MEASURE_COLUMNS } from "./columns";
import { trainingOf } from "./training";

/** A kept call as whoever exports it sees it. */
export type TakenCall = { facts: CallFacts; call: Call; measures: KeptMeasures };

/** How many calls are written as a file of one format: a head, a piece a call, and a tail that says it is whole. */
type Writing = {
  mediaType: string;
  extension: string;
  head: string;
  /** null: there is nothing of it to write, and it is counted */
  piece: (taken: TakenCall) => string | null;
  tail: (left: LeftOut) => string;
};

/** Calls that are in no file: without a transcript, and those that may match by words that were not ready to be searched. */
type LeftOut = { skipped: number; unsearched: number };

const namesOf = (columns: readonly (readonly [string, unknown])[]) => csvLine(columns.map(([name]) => name));
const CSV = { mediaType: "text/csv; charset=utf-8", extension: "csv" };

/** The last line of a table: without it, the file is cut. Programs that read CSV pass over it as a comment. */
const csvTail = (...left: string[]) => `${["# complete", ...left].join("; ")}\r\n`;
const unsearchedIn = ({ unsearched }: LeftOut): string[] =>
  unsearched === 0 ? [] : [`${unsearched} calls could not be searched yet and are left out`];

export const WRITINGS: Record<ManyFormat, Writing> = {
  training: {
    mediaType: "application/x-ndjson; charset=utf-8",
    extension: "jsonl",
    head: "",
    piece({ call }) {
      const record = trainingOf(call);
      return record === null ? null : `${JSON.stringify(record)}\n`;
    },
    tail: ({ skipped, unsearched }) =>
      `${JSON.stringify({ _skipped: skipped, ...(unsearched > 0 && { _unsearched: unsearched }) })}\n`,
  },
  calls: {
    ...CSV,
    head: namesOf(CALL_COLUMNS),
    piece: ({ facts }) => csvLine(CALL_COLUMNS.map(([, cell]) => cell(facts))),
    tail: (left) => csvTail(...unsearchedIn(left)),
  },
  measures: {
    ...CSV,
    head: namesOf(MEASURE_COLUMNS),
    piece({ facts, measures }) {
      return measures === null ? null : csvLine(MEASURE_COLUMNS.map(([, cell]) => cell({ facts, measures })));
    },
    tail: (left) => csvTail(`${left.skipped} calls without a transcript are left out`, ...unsearchedIn(left)),
  },
};
