import type { Filters } from "./filters";
import type { CallsRow } from "./rows";
import type { Calls } from "./use-calls";
import type { Selection } from "./use-selection";

/** What the two shapes of the list have in common. */
export type CallsListProps = {
  rows: readonly CallsRow[];
  filters: Filters;
  narrow: Calls["narrow"];
  selection: Selection;
  /** what a row knows of where the reader is */
  stateOf: (row: CallsRow) => RowPlace;
  onPeek: (callId: string) => void;
};

export type RowPlace = {
  /** what was looked for; "": nothing */
  words: string;
  /** the line of this call that the reader is at: its key, null for the summary; undefined: none */
  lineAt: number | null | undefined;
  tabbable: boolean;
  isPeeked: boolean;
};
