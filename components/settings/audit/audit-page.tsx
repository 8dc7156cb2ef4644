"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RowList } from "@/components/settings/rows";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { Button } from "@/components/ui/button";
import { zoneWords } from "@/components/ui/moment";
import { type AuditSearch, readAudit } from "@/lib/queries/settings";
import type { FetchError } from "@/lib/wire/fetch-json";
import { AuditFilters } from "./audit-filters";
import { AuditRow } from "./audit-row";
import { ExportButton } from "./export-button";

const EVERYTHING: AuditSearch = { text: "", action: "", result: "", from: "", to: "" };

/** Who did what, to what, and how it ended. */
export function AuditPage() {
  const [search, setSearch] = useState(EVERYTHING);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery<
    Awaited<ReturnType<typeof readAudit>>,
    FetchError,
    Awaited<ReturnType<typeof readAudit>>["entries"],
    readonly unknown[],
    number | null
  >({
    queryKey: ["audit", search],
    queryFn: ({ pageParam, signal }) => readAudit(inFull(search), pageParam, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.nextBefore,
    select: ({ pages }) => pages.flatMap((page) => page.entries),
    placeholderData: (before) => before,
  });
  const isFiltered = Object.values(search).some((value) => value !== "");
  return (
    <SettingsFrame
      page="audit"
      title="Audit trail"
      text="Sign-ins, refusals, reveals, ended and shared calls, and every change of users, links, walls and settings. It names calls by id only, and nobody can change it from here."
      action={<ExportButton search={inFull(search)} />}
    >
      <AuditFilters search={search} onChange={setSearch} />
      {data === undefined ? null : <p className="mb-2 text-muted text-xs">Times are in {zoneWords()}.</p>}
      <RowList
        label="Audit trail"
        columns={["When", "Result"]}
        widths="11.5rem 4.5rem"
        rows={data ?? null}
        error={error}
        isFiltered={isFiltered}
        noMatch="Nothing in the trail fits these filters."
        empty={{ title: "Nothing yet", text: "What people do from now on is written down here." }}
        toRow={(entry) => <AuditRow key={entry.id} entry={entry} />}
      />
      {hasNextPage ? (
        <div className="mt-4 text-center">
          <Button onClick={() => fetchNextPage()} disabled={isFetchingNextPage}>
            {isFetchingNextPage ? "Looking…" : "Show older ones"}
          </Button>
        </div>
      ) : null}
    </SettingsFrame>
  );
}

/** Days as they are typed become moments: from the first day's start to the last one's end, on the reader's clock. */
function inFull(search: AuditSearch): AuditSearch {
  const start = (day: string, addedDays: number) => {
    const date = new Date(`${day}T00:00:00`);
    if (day === "" || Number.isNaN(date.getTime())) return "";
    date.setDate(date.getDate() + addedDays);
    return date.toISOString();
  };
  return { ...search, from: start(search.from, 0), to: start(search.to, 1) };
}
