import { memo, type ReactNode } from "react";
import { SaidText } from "@/components/shell/said-text";
import { hitRanges } from "@/lib/format/fold-text";

/** What somebody said, as they said it, with the hits of a search marked. It is text, whatever it looks like. */
export const MarkedText = memo(function MarkedText({
  text,
  needle,
  current,
}: {
  text: string;
  /** folded, "" for none */
  needle: string;
  /** which hit of this text the reader is at, -1 for none */
  current: number;
}) {
  const ranges = hitRanges(text, needle);
  if (ranges.length === 0) return <SaidText text={text} />;
  const parts: ReactNode[] = [];
  let done = 0;
  ranges.forEach(([from, to], nth) => {
    if (from > done) parts.push(<SaidText key={`before ${from}`} text={text.slice(done, from)} />);
    parts.push(
      <mark
        key={from}
        data-current={nth === current || undefined}
        className={
          nth === current
            ? "rounded-sm bg-focus px-px text-background"
            : "rounded-sm bg-focus/25 px-px text-inherit decoration-focus underline decoration-1 underline-offset-2"
        }
      >
        <SaidText text={text.slice(from, to)} />
      </mark>,
    );
    done = to;
  });
  if (done < text.length) parts.push(<SaidText key="rest" text={text.slice(done)} />);
  return parts;
});
