import type { ReactNode } from "react";

/** A small way out of a card: a file, a picture. */
export const TOOL =
  "inline-flex h-9 items-center gap-1.5 rounded-lg px-2 text-muted text-xs hover:bg-raised hover:text-text pointer-coarse:h-11";

/** What every chart and table stands in: its title, what it shows, how it is measured and what it rests on. */
export function CardFrame(props: {
  id: string;
  titleId: string;
  title: string;
  sentence: string;
  definition: ReactNode;
  coverage: string | null;
  tools: ReactNode;
  children: ReactNode;
}) {
  const { id, titleId, title, sentence, definition, coverage, tools, children } = props;
  return (
    <section
      aria-labelledby={titleId}
      data-chart={id}
      className="flex min-w-0 flex-col rounded-xl border border-line bg-surface px-4 py-3"
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <h2 id={titleId} className="min-w-48 flex-1 pt-1.5 font-semibold text-sm">
          {title}
        </h2>
        <div className="-mr-1.5 ml-auto flex items-center gap-1">{tools}</div>
      </div>
      <p data-sentence className="mt-0.5 mb-3 min-h-10 text-muted text-sm">
        {sentence}
      </p>
      {children}
      <div className="mt-auto pt-2 text-xs">
        <details>
          <summary className="inline-block cursor-pointer rounded py-1 text-faint hover:text-text pointer-coarse:py-3">
            {coverage ?? "How it is measured"}
          </summary>
          <p className="max-w-prose pb-1 text-muted">{definition}</p>
        </details>
      </div>
    </section>
  );
}
