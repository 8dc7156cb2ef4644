import clsx from "clsx";
import { OctagonAlert, TriangleAlert } from "@/components/ui/icons";
import type { Attention } from "@/lib/calls/board";

/** Severity as shape (octagon or triangle), fill and word; never colour alone. */
export function SeverityIcon({ severity, className }: { severity: Attention["severity"]; className?: string }) {
  const Icon = severity === "critical" ? OctagonAlert : TriangleAlert;
  return <Icon aria-hidden className={clsx("size-3.5 shrink-0", className)} strokeWidth={2.25} />;
}
