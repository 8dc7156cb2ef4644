"use client";

import Link from "next/link";
import { ListRow } from "@/components/settings/rows";
import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { callPagePath } from "@/lib/wire/paths";
import type { AuditEntry } from "@/lib/wire/settings-contract";
import { AUDIT_ACTIONS, actorWords, detailWords } from "./audit-words";

/** One thing somebody did or tried. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const { actor, action, target, result, detail } = entry;
  return (
    <ListRow
      title={
        <>
          <bdi>{actorWords(actor)}</bdi>
          <span className="font-normal">{AUDIT_ACTIONS[action] ?? action}</span>
          {result === "done" ? null : (
            <Badge outline tone={result === "denied" ? "orange" : "red"}>
              {result}
            </Badge>
          )}
        </>
      }
      facts={
        <>
          <Moment iso={entry.at} />
          {target === null ? null : (
            <span>
              {target.kind}{" "}
              {target.kind === "call" ? (
                <Link href={callPagePath(target.id)} prefetch={false} className="underline">
                  <bdi>{target.id}</bdi>
                </Link>
              ) : (
                <bdi>{target.id}</bdi>
              )}
            </span>
          )}
          <bdi>{detailWords(detail)}</bdi>
        </>
      }
    />
  );
}
