import clsx from "clsx";
import { SeverityIcon } from "@/components/shell/severity-icon";
import type { CallsRow } from "./rows";
import { attentionOf } from "./words";

/** Whether the call needed a person while it ran; a call that nobody watched says so. */
export function AttentionCell({ row }: { row: CallsRow }) {
  const { severity, words, more } = attentionOf(row);
  if (severity === null) {
    const title = row.attention === null ? "Nobody watched it while it ran, so nobody knows" : undefined;
    return (
      <span title={title} className={row.attention === null ? "text-faint" : "text-muted"}>
        {words}
      </span>
    );
  }
  const isCritical = severity === "critical";
  return (
    <span
      data-severity={severity}
      className={clsx("inline-flex min-w-0 items-center gap-1.5", isCritical ? "text-critical" : "text-warning")}
    >
      <SeverityIcon severity={severity} className="size-3.5 shrink-0" />
      <span className="min-w-0">
        {words}
        {more > 0 ? <span className="text-muted"> +{more}</span> : null}
      </span>
    </span>
  );
}
