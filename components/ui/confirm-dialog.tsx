"use client";

import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";

/**
 * Asks before something that cannot be taken back. `onConfirm` may take its time; when it resolves with words, they
 * say why nothing happened and the question stays open.
 */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirm,
  onConfirm,
  danger = true,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** what will happen, in a sentence or two */
  children: ReactNode;
  /** the word on the button: "Revoke", "Delete the user" */
  confirm: string;
  onConfirm: () => Promise<string | null>;
  danger?: boolean;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const close = (next: boolean) => {
    if (busy) return;
    setProblem(null);
    onOpenChange(next);
  };
  const run = async () => {
    setBusy(true);
    setProblem(null);
    const words = await onConfirm();
    setBusy(false);
    if (words === null) onOpenChange(false);
    else setProblem(words);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={title}
      description={children}
      footer={
        <>
          <Button onClick={() => close(false)} disabled={busy}>
            Keep it
          </Button>
          <Button variant={danger ? "danger" : "primary"} onClick={run} disabled={busy}>
            {confirm}
          </Button>
        </>
      }
    >
      {problem === null ? null : (
        <p role="alert" className="text-critical text-sm">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
