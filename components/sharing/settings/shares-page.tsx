"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useDeferredValue, useState } from "react";
import { ListSearch, RowList } from "@/components/settings/rows";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { ShareRow } from "@/components/sharing/share-row";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Select } from "@/components/ui/select";
import { problemOf } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import { sharesQuery } from "@/lib/queries/shares";
import { sharesRevokeApiPath } from "@/lib/wire/paths";
import type { ListedShare, ShareState } from "@/lib/wire/sharing-contract";

/** Every link a person made (an admin: anybody), to look through and to end: one, a call's, a person's. */
export function SharesPage() {
  const asked = useSearchParams().get("q") ?? "";
  const [text, setText] = useState(asked);
  // Whoever comes looking for one link looks for it in whatever state.
  const [state, setState] = useState<ShareState | "">(asked === "" ? "active" : "");
  const search = useDeferredValue(text.trim());
  const { data, error } = useQuery(sharesQuery({ state, search }));
  const shares = data?.data.shares ?? null;
  return (
    <SettingsFrame
      page="shares"
      title="Share links"
      text="Links that show one call to whoever has them. Make one on a call's page with “Share”. A link ends by itself, or when it is revoked; then it is gone from every screen at once. Search for a call's id or a person's name to revoke all of theirs together."
    >
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <ListSearch value={text} onChange={setText} label="Search label, maker or call id" />
        <Select
          label="State"
          active={state !== ""}
          value={state}
          onChange={(event) => setState(event.target.value as ShareState | "")}
        >
          <option value="active">Active</option>
          <option value="expired">Expired</option>
          <option value="revoked">Revoked</option>
          <option value="">All</option>
        </Select>
        <RevokeMany shares={shares ?? []} all={data?.meta.all ?? false} />
      </div>
      <RowList
        label="Share links"
        columns={["Shows", "Opened", "Ends"]}
        rows={shares}
        error={error}
        isFiltered={search !== ""}
        noMatch="No link has these words in its label, its maker's name or its call's id."
        empty={{
          title: state === "active" ? "No link is active at present" : "No links here",
          text: "Open a call and press “Share” to make one.",
        }}
        toRow={(share) => <ShareRow key={share.id} share={share} showCall showMaker={data?.meta.all ?? false} />}
      />
      {data?.meta.more ? (
        <p className="mt-3 text-muted text-xs">Only the newest are here. Search to find older ones.</p>
      ) : null}
    </SettingsFrame>
  );
}

/** Ends all of a person's links, or all of a call's, when those are what the list shows. */
function RevokeMany({ shares, all }: { shares: ListedShare[]; all: boolean }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const group = groupOf(shares.filter((share) => share.state === "active"));
  if (group === null) return null;
  const revoke = () =>
    problemOf(async () => {
      await change("POST", sharesRevokeApiPath, group.which);
      await client.invalidateQueries({ queryKey: ["shares"] });
    });
  const whose = group.name ?? (all ? "this call" : "yours of this call");
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setAsking(true)} className="sm:ml-auto">
        <span className="max-w-64 truncate">
          Revoke all of <bdi>{whose}</bdi>
        </span>
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Revoke all these links?"
        confirm="Revoke them"
        onConfirm={revoke}
      >
        {group.name === null ? "Every link to this call" : "Every link this person has made, to any call,"} stops
        working at once, and cannot be brought back.
      </ConfirmDialog>
    </>
  );
}

/** What all the shown links have in common: their call, else their maker. Fewer than two need no button of their own. */
function groupOf(shares: ListedShare[]) {
  const [first] = shares;
  if (first === undefined || shares.length < 2) return null;
  const { callId, createdById, createdByName } = first;
  if (shares.every((share) => share.callId === callId)) return { which: { callId }, name: null };
  if (shares.every((share) => share.createdById === createdById))
    return { which: { createdById }, name: createdByName };
  return null;
}
