"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ListRow, RowList } from "@/components/settings/rows";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { fromNow, Moment } from "@/components/ui/moment";
import { problemOf } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import { sessionsQuery } from "@/lib/queries/identity";
import { accountSessionApiPath } from "@/lib/wire/paths";

/** The browsers one is signed in with; ending one needs no question, signing in again undoes it. */
export function SessionList() {
  const client = useQueryClient();
  const { data, error } = useQuery(sessionsQuery());
  const [problem, setProblem] = useState<string | null>(null);
  const end = async (id: string) => {
    setProblem(await problemOf(() => change("DELETE", accountSessionApiPath(id))));
    await client.invalidateQueries({ queryKey: sessionsQuery().queryKey });
  };
  return (
    <>
      {problem === null ? null : (
        <p role="alert" className="mb-2 text-critical text-sm">
          {problem}
        </p>
      )}
      <RowList
        label="Signed-in browsers"
        columns={["Since", "Last used", "Ends"]}
        rows={data ?? null}
        error={error}
        isFiltered={false}
        noMatch=""
        empty={{ title: "None", text: "You are not signed in anywhere." }}
        toRow={(session) => (
          <ListRow
            key={session.id}
            title={
              <>
                {session.device}
                {session.current ? <Badge outline>this one</Badge> : null}
              </>
            }
            facts={[
              <Moment key="since" iso={session.createdAt} />,
              fromNow(session.lastSeenAt, Date.now()),
              `${fromNow(session.endsAt, Date.now())} at the latest`,
            ]}
            actions={
              session.current ? null : (
                <Button size="sm" onClick={() => end(session.id)}>
                  Sign it out
                </Button>
              )
            }
          />
        )}
      />
    </>
  );
}
