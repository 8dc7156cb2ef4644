"use client";

import { ListRow } from "@/components/settings/rows";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Moment } from "@/components/ui/moment";
import type { AuditEntry } from "@/lib/wire/settings-contract";
import { auditSentence, type Piece, rawDetails } from "./audit-sentence";

/** One thing somebody did or tried: a sentence, its moment, and what is stored of it for whoever unfolds it. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const { result } = entry;
  return (
    <ListRow
      title={
        <span className="font-normal">
          {auditSentence(entry).map((piece, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sentence never changes
            <Words key={place} piece={piece} />
          ))}
        </span>
      }
      under={
        <details className="mt-0.5 text-muted text-xs">
          <summary className="w-fit cursor-pointer py-0.5 pointer-coarse:py-3.5">Details</summary>
          <ul className="mt-1 font-mono">
            {rawDetails(entry).map((line) => (
              <li key={line} className="break-all">
                <bdi>{line}</bdi>
              </li>
            ))}
          </ul>
        </details>
      }
      facts={[
        <Moment key="at" iso={entry.at} seconds />,
        result === "done" ? null : (
          <Badge key="result" outline tone="orange">
            {result === "denied" ? "Denied" : "Failed"}
          </Badge>
        ),
      ]}
    />
  );
}

function Words({ piece }: { piece: Piece }) {
  if (typeof piece === "string") return piece;
  if (piece.to === null) return <bdi className="font-medium">{piece.text}</bdi>;
  return (
    <Link href={piece.to} className="break-words font-medium underline decoration-line-strong">
      <bdi>{piece.text}</bdi>
    </Link>
  );
}
