"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ListRow } from "@/components/settings/rows";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Link } from "@/components/ui/link";
import { fromNow, Moment } from "@/components/ui/moment";
import { problemOf } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import { callPagePath, shareApiPath } from "@/lib/wire/paths";
import type { ListedShare, ShareState } from "@/lib/wire/sharing-contract";
import { grantWords } from "./shared-call";

const STATES: Record<ShareState, { word: string; tone: BadgeTone }> = {
  active: { word: "Active", tone: "neutral" },
  expired: { word: "Expired", tone: "quiet" },
  revoked: { word: "Revoked", tone: "quiet" },
};

/** One link: what it shows, how often it was opened, when it ends, and the way to end it now. */
export function ShareRow({
  share,
  showCall,
  showMaker,
}: {
  share: ListedShare;
  showCall: boolean;
  showMaker: boolean;
}) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = () =>
    problemOf(async () => {
      await change("DELETE", shareApiPath(share.id));
      await client.invalidateQueries({ queryKey: ["shares"] });
    });
  const { word, tone } = STATES[share.state];
  const opened =
    share.openCount === 0 ? "never opened" : share.openCount === 1 ? "opened once" : `opened ${share.openCount} times`;
  return (
    <ListRow
      title={
        <>
          <bdi className="wrap-anywhere min-w-0">{share.label || "No label"}</bdi>
          <Badge tone={tone} outline>
            {word}
          </Badge>
        </>
      }
      under={
        showCall || showMaker ? (
          <>
            {showCall ? (
              <Link href={callPagePath(share.callId)} className="wrap-anywhere underline">
                {share.callId}
              </Link>
            ) : null}
            {showMaker ? (
              <>
                {" "}
                by <bdi>{share.createdByName}</bdi>
              </>
            ) : null}
          </>
        ) : null
      }
      facts={[
        <span key="shows">
          {grantWords(share.grant)}
          {share.grant.masked ? "" : ", unmasked"}
          {share.grant.live ? "" : ", after the call"}
          {share.hasPasscode ? ", with a passcode" : ""}
        </span>,
        <span key="opened">
          {opened}
          {share.lastOpenedAt === null ? null : `, last ${fromNow(share.lastOpenedAt, Date.now())}`}
        </span>,
        <span key="ends">
          {share.stoppedWithMaker ? (
            "stopped: its maker may no longer share calls"
          ) : share.state === "active" ? (
            <>
              ends {fromNow(share.expiresAt, Date.now())}, <Moment iso={share.expiresAt} />
            </>
          ) : (
            <>
              made <Moment iso={share.createdAt} />
            </>
          )}
        </span>,
      ]}
      actions={
        share.state === "active" ? (
          <>
            <Button size="sm" variant="destroys" onClick={() => setAsking(true)}>
              Revoke<span className="sr-only"> {share.label || "the link without a label"}</span>
            </Button>
            <ConfirmDialog
              open={asking}
              onOpenChange={setAsking}
              title="Revoke this link?"
              confirm="Revoke it"
              onConfirm={revoke}
            >
              It stops working at once, for those who have it open as well, and cannot be brought back.
            </ConfirmDialog>
          </>
        ) : null
      }
    />
  );
}
