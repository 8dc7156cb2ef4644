"use client";

import { useKeys } from "@/components/shell/keys";
import { lazyDialog, useIdlePrefetch } from "@/components/shell/lazy-part";
import { Button } from "@/components/ui/button";
import { Share2 } from "@/components/ui/icons";

/** Loaded once the page is idle: most readers of a call share nothing. */
const ShareDialog = lazyDialog("Share this call", () => import("./share-dialog").then((loaded) => loaded.ShareDialog));
const LATE = [ShareDialog];

/**
 * The button that makes a link to this call. `masked`: its maker's role sees calls masked, so the link must be, too.
 * `ended`: there is nothing to follow any more.
 */
export function ShareCall({
  open,
  onOpenChange,
  ...call
}: {
  callId: string;
  masked: boolean;
  ended: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const show = () => onOpenChange(true);
  useIdlePrefetch(LATE);
  useKeys([{ keys: "s", label: "Share the call", group: "Call", run: show }]);
  return (
    <>
      <Button onClick={show} aria-keyshortcuts="s">
        <Share2 aria-hidden />
        <span className="max-sm:sr-only">Share</span>
      </Button>
      {open ? <ShareDialog {...call} onClose={() => onOpenChange(false)} /> : null}
    </>
  );
}
