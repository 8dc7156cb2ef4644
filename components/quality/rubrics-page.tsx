"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Moment } from "@/components/ui/moment";
import { rubricsQuery } from "@/lib/queries/quality";
import type { Rubric } from "@/lib/wire/quality-contract";
import { rubricPagePath } from "@/lib/wire/quality-paths";
import { Loaded } from "./loading";
import { QualityFrame } from "./quality-frame";
import { countOf } from "./words";

const COUNTED_TO = 1_000;

/** What calls are held against. */
export function RubricsPage() {
  const { data, error, refetch } = useQuery(rubricsQuery());
  const [withRetired, setWithRetired] = useState(false);
  return (
    <QualityFrame
      section="rubrics"
      title="Rubrics"
      text="A rubric is a list of checks with weights. Each kept call is held against one: its agent's before its campaign's before everybody's."
      action={
        data?.mayManage ? (
          <Link href={rubricPagePath("new")} className={buttonClass("primary")}>
            New rubric
          </Link>
        ) : null
      }
    >
      <Loaded data={data} error={error} onRetry={() => void refetch()}>
        {({ rubrics, waiting }) => {
          const inUse = rubrics.filter(({ isRetired }) => !isRetired);
          const retired = rubrics.length - inUse.length;
          const shown = withRetired ? rubrics : inUse;
          return (
            <>
              <p role="status" className="mb-3 text-muted text-sm">
                {waiting === 0
                  ? "Every kept call is judged."
                  : `${waiting >= COUNTED_TO ? "1,000 calls or more are" : waiting === 1 ? "1 call is" : `${waiting} calls are`} yet to be judged, in the background.`}
              </p>
              {shown.length === 0 ? (
                <EmptyState title="No rubric is in use" text="No call is judged until an admin makes one." />
              ) : (
                <ul aria-label="Rubrics" className="divide-y divide-line rounded-xl border border-line bg-surface">
                  {shown.map((rubric) => (
                    <RubricRow key={rubric.id} rubric={rubric} mayManage={data?.mayManage === true} />
                  ))}
                </ul>
              )}
              {retired === 0 ? null : (
                <label className="mt-3 flex items-center gap-2 text-sm pointer-coarse:min-h-11">
                  <input
                    type="checkbox"
                    className="size-4 accent-action"
                    checked={withRetired}
                    onChange={({ target }) => setWithRetired(target.checked)}
                  />
                  Show {countOf(retired, "retired rubric")}
                </label>
              )}
            </>
          );
        }}
      </Loaded>
    </QualityFrame>
  );
}

function RubricRow({ rubric, mayManage }: { rubric: Rubric; mayManage: boolean }) {
  const { id, version, definition, isRetired, changedAt, changedBy } = rubric;
  const { name, checks, passMark } = definition;
  return (
    <li data-rubric={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <p className="font-medium">
          <bdi className="wrap-anywhere">{name}</bdi>{" "}
          <span className="font-normal text-muted">
            · version {version}
            {isRetired ? " · retired" : ""}
          </span>
        </p>
        <p className="mt-0.5 text-muted text-xs">
          {whoseWords(definition)} {countOf(checks.length, "check")}, passed from {passMark}. Changed{" "}
          <Moment iso={changedAt} /> by <bdi>{changedBy ?? "Earshot"}</bdi>.
        </p>
      </div>
      <Link
        href={rubricPagePath(id)}
        aria-label={`${mayManage && !isRetired ? "Change" : "Read"} ${name}`}
        className={buttonClass("secondary", "sm")}
      >
        {mayManage && !isRetired ? "Change" : "Read"}
      </Link>
    </li>
  );
}

function whoseWords({ agents, campaigns, languages }: Rubric["definition"]): string {
  const parts = [
    agents.length > 0 ? countOf(agents.length, "agent") : null,
    campaigns.length > 0 ? countOf(campaigns.length, "campaign") : null,
  ].filter((part) => part !== null);
  const whose = parts.length === 0 ? "For every call" : `For calls of ${parts.join(" and ")}`;
  return `${whose}${languages.length === 0 ? "" : ` in ${languages.join(", ")}`}.`;
}
