"use client";

import { Button } from "@/components/ui/button";
import { Check, Link2, X } from "@/components/ui/icons";
import { type CopyOutcome, useCopy } from "@/components/ui/use-copy";

const ICONS: Record<CopyOutcome, typeof Link2> = { idle: Link2, copied: Check, failed: X };

/** Copies the page's address. It opens for whoever can open Earshot, nobody else. */
export function CopyLink({ label = "Copy link" }: { label?: string }) {
  const { outcome, copy } = useCopy();
  const Icon = ICONS[outcome];
  const words = { idle: label, copied: "Copied", failed: "Not allowed here" }[outcome];
  return (
    <Button onClick={() => copy(window.location.href)}>
      <Icon aria-hidden />
      <span aria-live="polite">{words}</span>
    </Button>
  );
}
