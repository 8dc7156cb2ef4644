"use client";

import { Check, Link2, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { type CopyOutcome, useCopy } from "@/components/ui/use-copy";

const LOOKS: Record<CopyOutcome, { icon: typeof Link2; label: string }> = {
  idle: { icon: Link2, label: "Copy link" },
  copied: { icon: Check, label: "Copied" },
  failed: { icon: X, label: "Not allowed here" },
};

/** Copies the page's address. It opens for whoever can open Earshot, nobody else. */
export function CopyLink() {
  const { outcome, copy } = useCopy();
  const { icon: Icon, label } = LOOKS[outcome];
  return (
    <Button onClick={() => copy(window.location.href)}>
      <Icon aria-hidden />
      <span aria-live="polite" className={outcome === "idle" ? "max-sm:sr-only" : undefined}>
        {label}
      </span>
    </Button>
  );
}
