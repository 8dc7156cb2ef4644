"use client";

import { useId } from "react";
import { lazyAddition } from "@/components/shell/lazy-addition";
import { analyticsApiPath } from "@/lib/wire/paths";
import { CardFrame } from "./card-frame";
import { CsvLink } from "./csv-link";
import type { GroupTable as Prepared } from "./prepare/groups";
import { csvQuestionOf } from "./question";
import { useSeen } from "./use-seen";

const GroupTable = lazyAddition(() => import("./draw/group-table").then((part) => part.GroupTable));

const ROW_PX = 41;

/** Figures of each agent, campaign or direction, ordered by any of them. */
export function GroupCard({ table, question }: { table: Prepared; question: string }) {
  const [ref, isSeen] = useSeen<HTMLDivElement>();
  const title = useId();
  return (
    <CardFrame
      id={table.id}
      titleId={title}
      title={`${table.title}, calls and how they went`}
      sentence={`${table.sentence}${table.rest === null ? "" : ` ${table.rest}.`}`}
      definition="Each figure is measured as in the charts. The small bars are calls over the time chosen. Reasons are those of watched calls, quality is the mean score of those that a rubric has scored: how many these were stands beside them."
      coverage={null}
      tools={<CsvLink title={table.title} href={analyticsApiPath(csvQuestionOf(question, table.id))} />}
    >
      <div ref={ref} style={{ minHeight: 36 + table.rows.length * ROW_PX }}>
        {isSeen && table.rows.length > 0 ? <GroupTable table={table} /> : null}
      </div>
    </CardFrame>
  );
}
