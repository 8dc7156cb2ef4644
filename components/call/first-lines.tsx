import { lineIdOf } from "./line-link";
import { NO_MARKS, TranscriptLine } from "./transcript-line";
import type { Lines } from "./transcript-list";

/** Lines in the server's page: more than a screen shows, little to send. */
const FIRST_LINES = 60;
const NOTE = "px-4 pb-2 text-center text-muted text-xs";
const nothing = () => {};

/** Some lines in plain flow, until the list takes over. `isMissing`: its code could not be loaded so far. */
export function FirstLines(props: Lines & { fromStart: boolean; isMissing: boolean }) {
  const { rows, omitted, startMs, fromStart, isMissing } = props;
  const first = fromStart ? 0 : Math.max(0, rows.length - FIRST_LINES);
  const shown = rows.slice(first, first + FIRST_LINES);
  const total = omitted + rows.length;
  const which = `The ${fromStart ? "first" : "last"} ${shown.length} of ${total} lines.`;
  const note =
    shown.length === total ? null : isMissing ? (
      <p className={NOTE}>{which} The others could not be loaded yet; Earshot keeps trying by itself.</p>
    ) : (
      <noscript>
        <p className={NOTE}>{which} The others need JavaScript.</p>
      </noscript>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list that takes over has the same roles
    <div role="list" data-first-lines className="mb-auto py-3">
      {fromStart ? null : note}
      {shown.map((row, index) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div
          key={row.key}
          data-key={row.key}
          role="listitem"
          aria-setsize={total}
          aria-posinset={omitted + first + index + 1}
        >
          <TranscriptLine
            row={row}
            startMs={startMs}
            id={lineIdOf(rows, first + index)}
            onLink={nothing}
            canShareLink={false}
            whole={false}
            onShowWhole={nothing}
            {...NO_MARKS}
          />
        </div>
      ))}
      {fromStart ? note : null}
    </div>
  );
}
