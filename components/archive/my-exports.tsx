"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ListRow, RowList } from "@/components/settings/rows";
import { Button, buttonClass } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { formatBytes } from "@/lib/format/bytes";
import { changeProblem } from "@/lib/queries/change";
import { exportsQuery, removeExport } from "@/lib/queries/exports";
import type { ExportEntry } from "@/lib/wire/exports-contract";
import { exportFileApiPath } from "@/lib/wire/paths";

const NAMES: Record<ExportEntry["format"], string> = {
  training: "Training records",
  calls: "Calls",
  measures: "Measures",
};

/** One's own exports: how far each is, and its file once it is written. @param only one of them; left out: all */
export function MyExports({ only }: { only?: string }) {
  const { data, error } = useQuery(exportsQuery());
  return (
    <RowList
      label="My exports"
      columns={["State", "Calls", "Size"]}
      rows={data?.filter(({ id }) => only === undefined || id === only) ?? null}
      error={error}
      isFiltered={only !== undefined}
      noMatch="It has been deleted."
      empty={{ title: "No exports", text: "What you have exported from the calls page is here for a week." }}
      toRow={(entry) => <ExportRow key={entry.id} entry={entry} />}
    />
  );
}

function ExportRow({ entry }: { entry: ExportEntry }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isOver = entry.state === "done" || entry.state === "failed";
  const remove = async () => {
    setBusy(true);
    try {
      await removeExport(entry.id);
      await client.invalidateQueries({ queryKey: ["exports"] });
    } catch (caught) {
      setProblem(changeProblem(caught));
      setBusy(false);
    }
  };
  return (
    <ListRow
      title={NAMES[entry.format]}
      under={
        <>
          <Moment iso={entry.createdAt} />
          {entry.expiresAt === null || entry.state === "failed" ? null : (
            <>
              , kept until <Moment iso={entry.expiresAt} />
            </>
          )}
          {problem === null ? null : (
            <span role="alert" className="block text-critical">
              {problem}
            </span>
          )}
        </>
      }
      facts={[<State key="state" entry={entry} />, <Counts key="counts" entry={entry} />, sizeOf(entry)]}
      actions={
        <>
          {entry.mayFetch ? (
            <a href={exportFileApiPath(entry.id)} download className={buttonClass("secondary", "sm")}>
              Download
            </a>
          ) : null}
          <Button size="sm" variant="ghost" disabled={busy} onClick={() => void remove()}>
            {isOver ? "Delete" : "Cancel"}
            <span className="sr-only"> the export of {NAMES[entry.format].toLowerCase()}</span>
          </Button>
        </>
      }
    />
  );
}

const FAULTS: Record<NonNullable<ExportEntry["fault"]>, string> = {
  rights: "Ended: you may see less now than when you asked for it, or its words find nothing.",
  too_large: "Ended: it would be larger than 2 GB. Choose fewer calls.",
  gave_up: "Ended: it could not be written. Try again.",
  erased: "Deleted: a call in it has been erased since. Export the others anew.",
};

function State({ entry: { state, fault, reached, mayFetch } }: { entry: ExportEntry }) {
  if (state === "waiting") return <>Waiting for its turn</>;
  if (state === "running") {
    return (
      <span role="status">
        Being written
        {reached === null ? null : (
          <span className="block text-xs">
            back to <Moment iso={reached} />
          </span>
        )}
      </span>
    );
  }
  if (state === "failed") return <span className="text-critical">{FAULTS[fault ?? "gave_up"]}</span>;
  return mayFetch ? <>Written</> : <>Written as you saw calls before. Export them anew.</>;
}

function Counts({ entry: { calls, skipped, unsearched, state } }: { entry: ExportEntry }) {
  if (state === "failed") return null;
  return (
    <>
      {calls.toLocaleString("en-GB")}
      {skipped === 0 ? null : (
        <span className="block text-xs">{skipped.toLocaleString("en-GB")} without a transcript left out</span>
      )}
      {unsearched === 0 ? null : (
        <span className="block text-xs">{unsearched.toLocaleString("en-GB")} not searched yet, left out</span>
      )}
    </>
  );
}

const sizeOf = ({ bytes, state }: ExportEntry): string | null =>
  state === "failed" || state === "waiting" ? null : formatBytes(bytes);
