"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CopyLink } from "@/components/call/copy-link";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Check, Copy } from "@/components/ui/icons";
import { useCopy } from "@/components/ui/use-copy";
import { change } from "@/lib/queries/change";
import { sharesApiPath } from "@/lib/wire/paths";
import type { MadeShare, NewShare } from "@/lib/wire/sharing-contract";
import { CallShares } from "./call-shares";
import { madeWords } from "./made-words";
import { ShareForm } from "./share-form";

type Made = { wanted: NewShare; address: string };

/** Makes a link to a call, tells it once, and lists the links there are. */
export function ShareDialog({
  callId,
  masked,
  ended,
  onClose,
}: {
  callId: string;
  masked: boolean;
  ended: boolean;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const [made, setMade] = useState<Made | null>(null);
  const make = async (wanted: NewShare) => {
    const { path } = await change<MadeShare>("POST", sharesApiPath, wanted);
    setMade({ wanted, address: new URL(path, window.location.origin).href });
    void client.invalidateQueries({ queryKey: ["shares"] });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title={made === null ? "Share this call" : "The link is ready"}
      description={
        made === null ? (
          "Whoever has the link sees this one call, without an account and without being able to change anything."
        ) : (
          <span data-made-share>{madeWords(made.wanted, ended)}</span>
        )
      }
    >
      {made === null ? (
        <ShareForm callId={callId} masked={masked} ended={ended} onMake={make} />
      ) : (
        <div className="grid gap-4 pb-2">
          <code className="break-all rounded-lg border border-line-strong/60 bg-raised px-3 py-2 text-xs">
            {made.address}
          </code>
          {made.wanted.passcode === null ? null : (
            <div className="flex flex-wrap items-center justify-between gap-2 rounded-lg border border-line-strong/60 px-3 py-2">
              <p className="text-sm">
                Passcode{" "}
                <strong className="font-mono font-semibold" data-passcode>
                  {made.wanted.passcode}
                </strong>
              </p>
              <CopyWords text={made.wanted.passcode} label="Copy the passcode" />
            </div>
          )}
          <p className="text-muted text-xs">
            {made.wanted.passcode === null
              ? "Copy it now: Earshot does not keep it and cannot show it again."
              : "Copy both now: Earshot keeps neither and cannot show them again. Send the passcode another way than the link, by telephone say."}
          </p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Done</Button>
            <CopyWords text={made.address} label="Copy the link" first />
          </div>
        </div>
      )}
      {made === null ? (
        <>
          <CallShares callId={callId} />
          <div className="mt-4 flex flex-wrap items-center justify-between gap-3 border-line border-t pt-4 pb-2">
            <p className="min-w-0 text-muted text-sm">Colleagues with an account need no link made for them.</p>
            <CopyLink label="Copy link (for colleagues)" />
          </div>
        </>
      ) : null}
    </Dialog>
  );
}

function CopyWords({ text, label, first = false }: { text: string; label: string; first?: boolean }) {
  const { outcome, copy } = useCopy();
  const Icon = outcome === "copied" ? Check : Copy;
  const words = { idle: label, copied: "Copied", failed: "Select it and copy it by hand" };
  return (
    <Button variant={first ? "primary" : "secondary"} autoFocus={first} onClick={() => copy(text)}>
      <Icon aria-hidden />
      <span aria-live="polite">{words[outcome]}</span>
    </Button>
  );
}
