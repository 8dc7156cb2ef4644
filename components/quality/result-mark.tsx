import clsx from "clsx";
import { Check, Circle, CircleDashed, X } from "@/components/ui/icons";
import type { Result } from "@/lib/wire/quality-contract";
import { RESULT_WORDS } from "./words";

const ICONS = { pass: Check, fail: X, not_applicable: Circle, unknown: CircleDashed };

/** How a check came out: a shape and its word. Only what failed has a colour. */
export function ResultMark({ result, hidden = false }: { result: Result; hidden?: boolean }) {
  const Icon = ICONS[result];
  return (
    <span
      data-result={result}
      className={clsx(
        "inline-flex items-center gap-1.5",
        result === "fail" ? "text-warning" : result === "pass" ? "text-text" : "text-faint",
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={hidden ? "sr-only" : undefined}>{RESULT_WORDS[result]}</span>
    </span>
  );
}
