import type { ReactNode } from "react";
import { PageFrame } from "@/components/shell/page-frame";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { AnalyticsAnswer } from "@/lib/wire/analytics-contract";
import { analyticsPagePath, analyticsReportPagePath, callPagePath } from "@/lib/wire/paths";
import "@/components/shell/paper.css";
import "./analytics.css";
import { HeadFigures } from "./head-figures";
import { type Context, contextOf } from "./prepare/chart";
import { agents, GROUP_COLUMNS } from "./prepare/groups";
import { outcomes } from "./prepare/outcomes";
import { attention, failures } from "./prepare/reasons";
import { type CallToLookAt, otherKind, type ReportSpan, reportTitle } from "./prepare/report";
import { PrintButton } from "./print-button";
import { ReportBars } from "./report-bars";

type Props = {
  answer: AnalyticsAnswer;
  question: string;
  span: ReportSpan;
  /** `zone` of the address, for the ways to other reports */
  zone: string;
  /** of how many calls that needed attention they were chosen; null: it could not be found out */
  toLookAt: { calls: CallToLookAt[]; of: number; among: number } | null;
};

/** A day or a week on a page that prints well: how it went against the same one before, and which calls to look at. */
export function Report({ answer, question, span, zone, toLookAt }: Props) {
  const context = contextOf(answer, question);
  const { data, meta } = context;
  const other = otherKind(span);
  const way = (search: string) =>
    analyticsReportPagePath(zone === "" ? search : `${search}&zone=${encodeURIComponent(zone)}`);
  return (
    <PageFrame page="analytics">
      <article
        data-report
        data-charts
        className="mx-auto flex w-full max-w-4xl flex-col gap-6 px-4 py-5 print:max-w-none print:gap-4 print:p-0"
      >
        <div className="flex flex-wrap items-start gap-3">
          <div className="min-w-60 flex-1">
            <h1 className="font-semibold text-lg">{reportTitle(span)}</h1>
            <p className="text-muted text-sm">
              {span.kind === "day" ? "Daily report" : "Weekly report"} of calls
              {meta.isUnfinished ? " · not over yet" : ""}
              {meta.scoped ? " · of your own agents and campaigns" : ""}
              {span.notUsed === null ? "" : ` · “${span.notUsed.slice(0, 20)}” is no day that has been`}
            </p>
          </div>
          <nav aria-label="Reports" data-screen-only className="flex flex-wrap gap-2">
            <Link href={way(span.earlier)} className={buttonClass()}>
              {span.kind === "day" ? "Day before" : "Week before"}
            </Link>
            {span.later === null ? null : (
              <Link href={way(span.later)} className={buttonClass()}>
                {span.kind === "day" ? "Day after" : "Week after"}
              </Link>
            )}
            <Link href={way(other.search)} className={buttonClass()}>
              {other.words}
            </Link>
            <Link href={analyticsPagePath(`from=${meta.from}&to=${meta.to}`)} className={buttonClass()}>
              All charts
            </Link>
            <PrintButton />
          </nav>
        </div>
        <HeadFigures context={context} isNarrow />
        {data.totals.calls === 0 ? (
          <p className="rounded-xl border border-line bg-surface px-4 py-8 text-center text-muted">
            No call that is kept began in this time.
          </p>
        ) : (
          <>
            <Part
              title={outcomes(context).title.replace("by outcome", "over time")}
              sentence={outcomes(context).sentence}
            >
              <ReportBars context={context} />
            </Part>
            <ByAgent context={context} />
            <div className="grid gap-6 sm:grid-cols-2 print:grid-cols-2 print:gap-4">
              {[attention(context), failures(context)].map(({ id, title, sentence, drawing }) => (
                <Part key={id} title={title.replace(/, calls.*/, "")} sentence={sentence}>
                  <dl className="text-sm">
                    {"rows" in drawing
                      ? drawing.rows.map(({ key, label, value, href }) => (
                          <div key={key} className="flex justify-between gap-3 border-line border-t py-1">
                            <dt>{label}</dt>
                            <dd className="tabular-nums">
                              {href === null ? value : <Calls href={href}>{value}</Calls>}
                            </dd>
                          </div>
                        ))
                      : null}
                  </dl>
                </Part>
              ))}
            </div>
            <ToLookAt toLookAt={toLookAt} watched={data.totals.known.watched} />
          </>
        )}
        <p className="text-faint text-xs">
          As of {meta.asOf.slice(0, 16).replace("T", " ")} UTC · figures rest on calls that are kept; what only watched
          calls can know says of how many.
        </p>
      </article>
    </PageFrame>
  );
}

function Part({ title, sentence, children }: { title: string; sentence: string; children?: ReactNode }) {
  return (
    <section>
      <h2 className="font-semibold text-base">{title}</h2>
      <p className="mb-2 text-muted text-sm">{sentence}</p>
      {children}
    </section>
  );
}

const Calls = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="underline decoration-line-strong underline-offset-2">
    {children}
  </Link>
);

function ByAgent({ context }: { context: Context }) {
  const { rows, sentence, rest } = agents(context);
  if (rows.length === 0) return null;
  return (
    <Part title="By agent" sentence={`${sentence}${rest === null ? "" : ` ${rest}.`}`}>
      <div className="overflow-x-auto">
        <table className="w-full text-sm">
          <thead className="text-left text-muted text-xs">
            <tr>
              <th scope="col" className="py-1 pr-2 font-medium">
                Agent
              </th>
              {GROUP_COLUMNS.map(({ id, name }) => (
                <th key={id} scope="col" className="px-2 py-1 text-right font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className="border-line border-t">
                <th scope="row" className="py-1 pr-2 text-left font-normal">
                  <bdi>{row.href === null ? row.name : <Calls href={row.href}>{row.name}</Calls>}</bdi>
                </th>
                {GROUP_COLUMNS.map(({ id, text }) => (
                  <td key={id} className="whitespace-nowrap px-2 py-1 text-right tabular-nums">
                    {text(row[id])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

function ToLookAt({ toLookAt, watched }: Pick<Props, "toLookAt"> & { watched: number }) {
  if (toLookAt === null) {
    return (
      <Part
        title="Calls to look at"
        sentence="Which calls needed a person could not be found out now. Load the page again."
      />
    );
  }
  const { calls, of, among } = toLookAt;
  const chosen = among < of ? ` Chosen of the ${among} longest of them.` : "";
  return (
    <Part
      title="Calls to look at"
      sentence={
        calls.length === 0
          ? watched === 0
            ? "No call of this time was watched while it ran, so nobody knows which needed a person."
            : `None of the ${watched} watched calls needed a person.`
          : `Of ${of} that needed attention, those in most trouble: critical first, then the longest.${chosen}`
      }
    >
      <ol className="flex flex-col text-sm">
        {calls.map(({ id, title, when, why, isCritical }) => (
          <li key={id} className="flex flex-wrap gap-x-3 border-line border-t py-1.5">
            <Calls href={callPagePath(id)}>
              <bdi>{title}</bdi>
            </Calls>
            <span className={isCritical ? "font-medium text-critical" : "text-warning"}>
              {isCritical ? "Critical: " : ""}
              {why}
            </span>
            <span className="ml-auto text-muted">{when}</span>
          </li>
        ))}
      </ol>
    </Part>
  );
}
