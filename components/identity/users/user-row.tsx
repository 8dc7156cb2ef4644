"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ListRow } from "@/components/settings/rows";
import { Problem } from "@/components/settings/said";
import { ROLE_WORDS, useViewer } from "@/components/shell/viewer";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Moment } from "@/components/ui/moment";
import { problemOf } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import type { NewLinkAnswer, UserEntry } from "@/lib/wire/identity-contract";
import { userApiPath, userLinkApiPath } from "@/lib/wire/paths";
import { ChangeUserDialog } from "./change-user-dialog";
import { LinkDialog } from "./link-dialog";
import { UserScope, UserState } from "./user-facts";

type Question = "disable" | "delete" | "link" | null;

/** One user with what can be done about them. */
export function UserRow({ user }: { user: UserEntry }) {
  const client = useQueryClient();
  const { person } = useViewer();
  const [asking, setAsking] = useState<Question>(null);
  const [changing, setChanging] = useState(false);
  const [link, setLink] = useState<NewLinkAnswer["data"]["link"] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isOneself = user.id === person?.id;
  const doing = (action: () => Promise<unknown>) => () =>
    problemOf(async () => {
      await action();
      await client.invalidateQueries({ queryKey: ["users"] });
    });
  const setStatus = (status: "active" | "disabled") => doing(() => change("PATCH", userApiPath(user.id), { status }));
  const remove = doing(() => change("DELETE", userApiPath(user.id)));
  const makeLink = doing(async () =>
    setLink((await change<NewLinkAnswer["data"]>("POST", userLinkApiPath(user.id))).link),
  );
  const ask = (question: Question) => (open: boolean) => setAsking(open ? question : null);
  return (
    <ListRow
      title={
        <>
          <bdi className={user.status === "disabled" ? "text-muted" : undefined}>{user.name}</bdi>
          {isOneself ? <Badge outline>you</Badge> : null}
        </>
      }
      under={
        <>
          <bdi className="break-words">{user.email ?? "no e-mail address"}</bdi>
          {user.hasSingleSignOn ? " · single sign-on" : null}
        </>
      }
      facts={[
        ROLE_WORDS[user.role].name,
        <UserScope key="scope" user={user} />,
        <UserState key="state" user={user} />,
        user.lastSignInAt === null ? "never signed in" : <Moment key="signed in" iso={user.lastSignInAt} />,
      ]}
      actions={
        <>
          <Button size="sm" onClick={() => setChanging(true)}>
            Change
          </Button>
          <Button size="sm" onClick={() => setAsking("link")} disabled={user.status === "disabled"}>
            {user.status === "invited" ? "New invitation" : "Reset password"}
          </Button>
          {isOneself ? null : user.status === "disabled" ? (
            <Button size="sm" onClick={async () => setProblem(await setStatus("active")())}>
              Enable
            </Button>
          ) : (
            <Button size="sm" onClick={() => setAsking("disable")}>
              Disable
            </Button>
          )}
          {isOneself ? null : (
            <Button size="sm" variant="destroys" onClick={() => setAsking("delete")}>
              Delete
            </Button>
          )}
          <Problem words={problem} className="w-full" />
          <ConfirmDialog
            open={asking === "disable"}
            onOpenChange={ask("disable")}
            title={`Disable ${user.name}?`}
            confirm="Disable"
            onConfirm={setStatus("disabled")}
          >
            They are signed out everywhere at once, and their access tokens end. Their share links, and the walls they
            let in, stop working until you enable them again.
          </ConfirmDialog>
          <ConfirmDialog
            open={asking === "delete"}
            onOpenChange={ask("delete")}
            title={`Delete ${user.name}?`}
            confirm="Delete the user"
            onConfirm={remove}
          >
            Their sessions and tokens go with them. Their share links stop working, and so do the walls they let in:
            those have to be let in again. What they did stays in the audit trail. This cannot be undone.
          </ConfirmDialog>
          <ConfirmDialog
            open={asking === "link"}
            onOpenChange={ask("link")}
            title={user.status === "invited" ? "Make a new invitation?" : "Make a link to set a new password?"}
            confirm="Make the link"
            danger={false}
            onConfirm={makeLink}
          >
            {user.status === "invited"
              ? "The earlier invitation stops working."
              : "Their password of now goes on working until the link is used. Using it signs them out elsewhere and ends their access tokens."}
          </ConfirmDialog>
          <ChangeUserDialog user={user} open={changing} onOpenChange={setChanging} />
          <LinkDialog link={link} onClose={() => setLink(null)} />
        </>
      }
    />
  );
}
