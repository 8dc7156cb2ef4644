"use client";

import { SecretOnce } from "@/components/settings/secret-once";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Moment } from "@/components/ui/moment";
import type { NewLinkAnswer } from "@/lib/wire/identity-contract";

/** A link that works once, shown once. */
export function LinkDialog({ link, onClose }: { link: NewLinkAnswer["data"]["link"] | null; onClose: () => void }) {
  return (
    <Dialog
      open={link !== null}
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title={link?.kind === "reset" ? "A link to set a new password" : "The invitation"}
      description={
        <>
          Send it to the person yourself, by a way that only they read: whoever opens it first gets the account. It
          works once, until <Moment iso={link?.expiresAt ?? null} />, and is not shown again.
        </>
      }
      footer={<Button onClick={onClose}>I have copied it</Button>}
    >
      {link === null ? null : <SecretOnce text={`${window.location.origin}${link.path}`} label="link" />}
    </Dialog>
  );
}
