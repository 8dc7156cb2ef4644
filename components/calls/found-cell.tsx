"use client";

import clsx from "clsx";
import { SaidText } from "@/components/shell/said-text";
import { SpeakerMark } from "@/components/shell/speaker";
import { Link } from "@/components/ui/link";
import { speakerOf } from "@/lib/calls/speaker";
import { callLinePath } from "@/lib/wire/paths";
import { PartsText } from "./parts-text";
import type { CallsRow } from "./rows";

type Hit = CallsRow["hits"][number];

/** Where something was found, each place a way to it; without a search what the call came to. */
export function FoundCell({
  row,
  words,
  lineAt,
  tabbable,
}: {
  row: CallsRow;
  /** what was looked for; "": nothing */
  words: string;
  /** the line of this call that somebody is at: its key, null for the summary; undefined: none */
  lineAt: number | null | undefined;
  tabbable: boolean;
}) {
  if (row.hits.length > 0) {
    return (
      <ul className="space-y-0.5 py-0.5">
        {row.hits.map((hit) => (
          <HitLink
            key={hit.line ?? "summary"}
            hit={hit}
            path={callLinePath(row.id, hit.line, words)}
            isAt={lineAt !== undefined && lineAt === hit.line}
            tabbable={tabbable}
          />
        ))}
      </ul>
    );
  }
  if (!row.hasTalk) {
    return (
      <span className="text-faint">
        {row.isKept ? "What was said is kept no longer" : (row.summary ?? "With the call service only")}
      </span>
    );
  }
  if (words !== "") return <span className="text-muted">Its words stand apart, in several lines</span>;
  return row.summary === null ? (
    <span className="text-faint">No summary</span>
  ) : (
    <bdi className="line-clamp-2">
      <SaidText text={row.summary} />
    </bdi>
  );
}

function HitLink({ hit, path, isAt, tabbable }: { hit: Hit; path: string; isAt: boolean; tabbable: boolean }) {
  return (
    <li>
      <Link
        href={path}
        data-hit={hit.line ?? "summary"}
        aria-current={isAt || undefined}
        tabIndex={tabbable ? 0 : -1}
        className={clsx(
          "relative z-10 flex items-start gap-1.5 rounded px-1 py-0.5 hover:bg-line pointer-coarse:min-h-11",
          isAt && "bg-line outline outline-line-strong",
        )}
      >
        {hit.role === null ? (
          <span className="shrink-0 text-faint text-xs leading-5">Summary</span>
        ) : (
          <SpeakerMark kind={speakerOf(hit.role)} className="mt-[0.3125rem]" />
        )}
        <bdi className="line-clamp-2 min-w-0">
          <PartsText parts={hit.parts} />
        </bdi>
      </Link>
    </li>
  );
}
