"use client";

import { Check, Link2, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

const LOOKS = {
  idle: { icon: Link2, label: "Copy link" },
  copied: { icon: Check, label: "Copied" },
  failed: { icon: X, label: "Not allowed here" },
};

/** Copies the page's address. It opens for whoever can open Earshot, nobody else. */
export function CopyLink() {
  const [outcome, setOutcome] = useState<keyof typeof LOOKS>("idle");
  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  };
  const { icon: Icon, label } = LOOKS[outcome];
  return (
    <Button onClick={() => void copy()}>
      <Icon aria-hidden />
      <span aria-live="polite" className={outcome === "idle" ? "max-sm:sr-only" : undefined}>
        {label}
      </span>
    </Button>
  );
}
