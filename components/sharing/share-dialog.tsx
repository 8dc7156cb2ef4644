"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useCopy } from "@/components/ui/use-copy";
import { change } from "@/lib/queries/change";
import { sharesApiPath } from "@/lib/wire/paths";
import type { MadeShare, NewShare } from "@/lib/wire/sharing-contract";
import { CallShares } from "./call-shares";
import { madeWords } from "./made-words";
import { ShareForm } from "./share-form";

type Made = { wanted: NewShare; address: string };

/** Makes a link to a call, tells it once, and lists the links there are. */
export function ShareDialog({ callId, masked, onClose }: { callId: string; masked: boolean; onClose: () => void }) {
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
          <span data-made-share>{madeWords(made.wanted)}</span>
        )
      }
    >
      {made === null ? (
        <ShareForm callId={callId} masked={masked} onMake={make} />
      ) : (
        <div className="grid gap-4 pb-2">
          <code className="break-all rounded-lg border border-line-strong/60 bg-raised px-3 py-2 text-xs">
            {made.address}
          </code>
          <p className="text-muted text-xs">
            Copy it now: Earshot does not keep it and cannot show it again.
            {made.wanted.passcode === null ? "" : " Send the passcode another way than the link."}
          </p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Done</Button>
            <CopyAddress address={made.address} />
          </div>
        </div>
      )}
      {made === null ? <CallShares callId={callId} /> : null}
    </Dialog>
  );
}

const COPY_WORDS = { idle: "Copy the link", copied: "Copied", failed: "Select it and copy it by hand" };

function CopyAddress({ address }: { address: string }) {
  const { outcome, copy } = useCopy();
  const Icon = outcome === "copied" ? Check : Copy;
  return (
    <Button variant="primary" autoFocus onClick={() => copy(address)}>
      <Icon aria-hidden />
      <span aria-live="polite">{COPY_WORDS[outcome]}</span>
    </Button>
  );
}
