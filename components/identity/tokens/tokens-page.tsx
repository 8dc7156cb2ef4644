"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ListRow, ListSearch, RowList } from "@/components/settings/rows";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { CheckField } from "@/components/ui/field";
import { KeyRound } from "@/components/ui/icons";
import { fromNow, Moment } from "@/components/ui/moment";
import { problemOf } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import { tokensQuery } from "@/lib/queries/settings";
import { tokenApiPath } from "@/lib/wire/paths";
import type { AccessToken } from "@/lib/wire/settings-contract";
import { NewTokenDialog } from "./new-token-dialog";

/** Tokens with which programs ask Earshot instead of the call service. */
export function TokensPage() {
  const { mode, person } = useViewer();
  return (
    <SettingsFrame
      page="tokens"
      title="Access tokens"
      text="A program sends a token as x-api-key to this Earshot's /api/v1 and acts as you: with your role, your masking and nothing more. The call service's own key stays on the server."
      action={mode === "on" ? <NewTokenDialog /> : null}
    >
      {mode === "on" ? (
        <TokenList isAdmin={person?.role === "admin"} />
      ) : (
        <EmptyState
          icon={<KeyRound aria-hidden />}
          title="No tokens are needed here"
          text={
            mode === "demo"
              ? "In the demo nobody signs in, and programs on this machine may ask without a token."
              : "Sign-in is off, and programs on this machine may ask without a token."
          }
        />
      )}
    </SettingsFrame>
  );
}

function TokenList({ isAdmin }: { isAdmin: boolean }) {
  const [everybody, setEverybody] = useState(false);
  const [text, setText] = useState("");
  const { data, error } = useQuery(tokensQuery(everybody));
  const wanted = text.trim().toLowerCase();
  const rows = data?.filter((token) =>
    [token.name, token.hint, token.ownerName, token.state].some((word) => word.toLowerCase().includes(wanted)),
  );
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-2">
        <ListSearch value={text} onChange={setText} label="Search tokens" />
        {isAdmin ? (
          <CheckField
            label="Everybody's"
            checked={everybody}
            onChange={(event) => setEverybody(event.target.checked)}
          />
        ) : null}
      </div>
      <RowList
        label="Access tokens"
        columns={everybody ? ["State", "May", "Last used", "Whose"] : ["State", "May", "Last used"]}
        rows={rows ?? null}
        error={error}
        isFiltered={wanted !== ""}
        noMatch="No token has these words in its name, first characters or state."
        empty={{ title: "No tokens yet", text: "Create one for each program, so that each can be revoked by itself." }}
        toRow={(token) => <TokenRow key={token.id} token={token} everybody={everybody} />}
      />
    </>
  );
}

function TokenRow({ token, everybody }: { token: AccessToken; everybody: boolean }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const isOver = token.state !== "active";
  const revoke = () =>
    problemOf(async () => {
      await change("DELETE", tokenApiPath(token.id));
      await client.invalidateQueries({ queryKey: ["tokens"] });
    });
  return (
    <ListRow
      title={
        <>
          <bdi className={isOver ? "text-muted" : undefined}>{token.name}</bdi>
          <code className="text-faint text-xs">{token.hint}…</code>
        </>
      }
      facts={[
        <TokenState key="state" token={token} />,
        MAY[token.permission],
        token.lastUsedAt === null ? "never used" : <Moment key="used" iso={token.lastUsedAt} />,
        everybody ? <bdi key="whose">{token.ownerName}</bdi> : null,
      ]}
      actions={
        isOver ? null : (
          <>
            <Button size="sm" variant="destroys" onClick={() => setAsking(true)}>
              Revoke
            </Button>
            <ConfirmDialog
              open={asking}
              onOpenChange={setAsking}
              title={`Revoke “${token.name}”?`}
              confirm="Revoke it"
              onConfirm={revoke}
            >
              Programs that use it are refused from their next request on. This cannot be undone.
            </ConfirmDialog>
          </>
        )
      }
    />
  );
}

const MAY = { read: "read only", act: "read and act", export: "read and export" } as const;
const STATES = { active: "Active", expired: "Expired", revoked: "Revoked" } as const;

function TokenState({ token: { state, expiresAt } }: { token: AccessToken }) {
  return (
    <>
      {STATES[state]}
      {state === "active" ? <span className="block text-xs">ends {fromNow(expiresAt, Date.now())}</span> : null}
    </>
  );
}
