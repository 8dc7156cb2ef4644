"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ListSearch, RowList } from "@/components/settings/rows";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { useViewer } from "@/components/shell/viewer";
import { EmptyState } from "@/components/ui/empty-state";
import { MonitorOff } from "@/components/ui/icons";
import { wallsQuery } from "@/lib/queries/walls";
import { PairDialog } from "./pair-dialog";
import { WallRow } from "./wall-row";

/** Screens that show the wall without anybody being signed in on them. */
export function WallsPage() {
  const { mode } = useViewer();
  return (
    <SettingsFrame
      page="walls"
      title="Wall passes"
      text="A screen with a pass shows the live calls, masked, and nothing else; what callers say only where its pass allows it. It never signs out by itself; revoke its pass to end that."
      action={mode === "on" ? <PairDialog /> : null}
    >
      {mode === "on" ? (
        <WallList />
      ) : (
        <EmptyState
          icon={<MonitorOff aria-hidden />}
          title="No passes are needed here"
          text={`${mode === "demo" ? "In the demo nobody signs in" : "Sign-in is off"}: open /wall on any browser of this machine.`}
        />
      )}
    </SettingsFrame>
  );
}

function WallList() {
  const [text, setText] = useState("");
  const [told, setTold] = useState<string | null>(null);
  const { data, error } = useQuery(wallsQuery());
  const wanted = text.trim().toLowerCase();
  const rows = data?.filter((wall) =>
    [wall.name, wall.createdByName, wall.config.agents ?? "", wall.config.campaigns ?? ""].some((words) =>
      words.toLowerCase().includes(wanted),
    ),
  );
  return (
    <>
      <div className="mb-3">
        <ListSearch value={text} onChange={setText} label="Search screens" />
      </div>
      <p role="status" className="mb-2 text-muted text-sm empty:hidden">
        {told}
      </p>
      <RowList
        label="Screens with a pass"
        columns={["State", "Shows", "Let in by"]}
        rows={rows ?? null}
        error={error}
        isFiltered={wanted !== ""}
        noMatch="No screen has these words in its name, its agents or the name of who let it in."
        empty={{
          title: "No screens yet",
          text: "Open /wall on a screen; it shows a code. Then choose “Let a screen in”.",
        }}
        toRow={(wall) => <WallRow key={wall.id} wall={wall} onTold={setTold} />}
      />
    </>
  );
}
