"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAgentLabels } from "@/components/settings/pickers/use-choices";
import { ListRow } from "@/components/settings/rows";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { Moment } from "@/components/ui/moment";
import { problemOf } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import { wallPassApiPath } from "@/lib/wire/paths";
import type { WallEntry } from "@/lib/wire/walls-contract";
import { WallForm } from "./wall-form";
import { configWords, stateWords } from "./wall-words";

/** One screen: whether it is there, how it is set up, and what can be done to it from afar. */
export function WallRow({ wall, onTold }: { wall: WallEntry; onTold: (words: string) => void }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState<"change" | "revoke" | null>(null);
  const agents = useAgentLabels();
  const path = wallPassApiPath(wall.id);
  const again = () => client.invalidateQueries({ queryKey: ["walls"] });
  const reload = async () => {
    const problem = await problemOf(() => change("PATCH", path, { reload: true }));
    onTold(problem ?? `“${wall.name}” reloads within ten seconds, if it is there.`);
  };
  const revoke = () =>
    problemOf(async () => {
      await change("DELETE", path);
      await again();
    });
  return (
    <ListRow
      title={
        <>
          <bdi>{wall.name}</bdi>
          {wall.build === null || wall.isCurrentBuild ? null : <Badge outline>Another version</Badge>}
        </>
      }
      under={wall.build === null ? null : `version ${wall.build.slice(0, 11)}`}
      facts={[
        stateWords(wall, Date.now()),
        <bdi key="shows">{configWords(wall.config, agents).join(", ") || "all agents"}</bdi>,
        <span key="let in">
          <bdi>{wall.createdByName}</bdi>, <Moment iso={wall.createdAt} />
        </span>,
      ]}
      actions={
        <>
          {wall.state === "stopped" ? null : (
            <>
              <Button size="sm" onClick={() => setAsking("change")} aria-label={`Change ${wall.name}`}>
                Change
              </Button>
              <Button size="sm" onClick={() => void reload()} aria-label={`Reload ${wall.name}`}>
                Reload
              </Button>
            </>
          )}
          <Button size="sm" variant="destroys" onClick={() => setAsking("revoke")} aria-label={`Revoke ${wall.name}`}>
            Revoke
          </Button>
          <Dialog
            open={asking === "change"}
            onOpenChange={(open) => setAsking(open ? "change" : null)}
            title="Change this screen"
            description="The screen follows within ten seconds."
            size="md"
          >
            <WallForm
              name={wall.name}
              config={wall.config}
              save="Save"
              onSave={async (_, to) => {
                await change("PATCH", path, to);
                await again();
                setAsking(null);
              }}
            />
          </Dialog>
          <ConfirmDialog
            open={asking === "revoke"}
            onOpenChange={(open) => setAsking(open ? "revoke" : null)}
            title={`Revoke the pass of “${wall.name}”?`}
            confirm="Revoke it"
            onConfirm={revoke}
          >
            The screen shows a code instead of calls within seconds. This cannot be undone: to come back it has to be
            let in again.
          </ConfirmDialog>
        </>
      }
    />
  );
}
