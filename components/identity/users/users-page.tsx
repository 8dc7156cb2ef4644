"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { ListSearch, RowList } from "@/components/settings/rows";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { UserPlus, Users } from "@/components/ui/icons";
import { usersQuery } from "@/lib/queries/identity";
import { InviteDialog } from "./invite-dialog";
import { UserRow } from "./user-row";

/** Who may sign in, as what, and to see which calls. */
export function UsersPage() {
  const { mode } = useViewer();
  const [inviting, setInviting] = useState(false);
  return (
    <SettingsFrame
      page="users"
      title="Users"
      text="Admins may do everything. Supervisors watch, read, end and share calls. Viewers watch and read with numbers and names masked. Each may be limited to some agents or campaigns."
      action={
        mode === "on" ? (
          <Button variant="primary" onClick={() => setInviting(true)}>
            <UserPlus aria-hidden /> Invite
          </Button>
        ) : null
      }
    >
      {mode === "on" ? (
        <UserList onInvite={() => setInviting(true)} />
      ) : (
        <EmptyState
          icon={<Users aria-hidden />}
          title="Nobody signs in here"
          text={
            mode === "demo"
              ? "The demo has no users. Choose a role in the strip at the top to see what each one sees."
              : "Sign-in is off. Start Earshot without EARSHOT_AUTH=off to invite people."
          }
        />
      )}
      <InviteDialog open={inviting} onOpenChange={setInviting} />
    </SettingsFrame>
  );
}

function UserList({ onInvite }: { onInvite: () => void }) {
  const [text, setText] = useState(useSearchParams().get("q") ?? "");
  const { data, error } = useQuery(usersQuery());
  const wanted = text.trim().toLowerCase();
  const rows = data?.filter((user) =>
    [user.name, user.email ?? "", user.role, user.status].some((word) => word.toLowerCase().includes(wanted)),
  );
  return (
    <>
      <div className="mb-3">
        <ListSearch value={text} onChange={setText} label="Search users" />
      </div>
      <RowList
        label="Users"
        columns={["Role", "Sees", "State", "Last sign-in"]}
        widths="5.5rem minmax(9rem, 1.6fr) minmax(7rem, 1fr) 6.5rem"
        rows={rows ?? null}
        error={error}
        isFiltered={wanted !== ""}
        noMatch="No user has these words in their name, e-mail address, role or state."
        empty={{
          title: "No users yet",
          text: "Invite the people who watch the floor.",
          action: <Button onClick={onInvite}>Invite somebody</Button>,
        }}
        toRow={(user) => <UserRow key={user.id} user={user} />}
      />
    </>
  );
}
