"use client";

import clsx from "clsx";
import { type CSSProperties, createContext, type ReactNode, useContext } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Search } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { accessErrorWords } from "@/lib/queries/access-words";
import type { FetchError } from "@/lib/wire/fetch-json";

/** A search box above a list. `label` names what is searched: "Search users". */
export function ListSearch({
  value,
  onChange,
  label,
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
}) {
  return (
    <label className="relative block w-full sm:w-72">
      <span className="sr-only">{label}</span>
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-faint" />
      <input
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        className="h-9 w-full rounded-lg border border-line-strong/60 bg-surface pr-3 pl-8.5 text-sm placeholder:text-faint pointer-coarse:h-11"
      />
    </label>
  );
}

/** The names of a list's columns of facts; null: its rows stand alone, their facts in a line. */
const Columns = createContext<readonly string[] | null>(null);

/**
 * A settings list in its every state: data first, then the error, then the wait. `rows` null: not there yet.
 * `empty` is for a list with nothing in it, `noMatch` for a search without a hit. `columns` name its rows' facts, in order.
 */
export function RowList<Row>({
  rows,
  error,
  isFiltered,
  empty,
  noMatch,
  toRow,
  label,
  columns,
  widths = `repeat(${columns.length}, minmax(0, 1fr))`,
}: {
  rows: readonly Row[] | null;
  error: FetchError | null;
  isFiltered: boolean;
  empty: { title: string; text: ReactNode; action?: ReactNode };
  noMatch: string;
  toRow: (row: Row) => ReactNode;
  label: string;
  columns: readonly string[];
  /** of the columns, as CSS grids have them; equal unless said otherwise */
  widths?: string;
}) {
  if (rows === null) {
    if (error === null)
      return <Notice role="status" icon={<Search aria-hidden />} title="Looking…" text="One moment." />;
    const { title, text } = accessErrorWords(error.reason, "settings");
    return <ErrorState title={title} text={text} />;
  }
  if (rows.length === 0) {
    return isFiltered ? (
      <EmptyState title="No match" text={noMatch} />
    ) : (
      <EmptyState title={empty.title} text={empty.text} action={empty.action} />
    );
  }
  return (
    <>
      {error === null ? null : (
        <p role="status" className="mb-2 text-critical text-xs">
          {accessErrorWords(error.reason, "settings").title}. This is what was last known.
        </p>
      )}
      <Columns value={columns}>
        <div
          className="rounded-xl border border-line bg-surface lg:grid lg:grid-cols-(--columns) lg:gap-x-5 lg:px-4"
          style={{ "--columns": `minmax(12rem, 2fr) ${widths} auto` } as CSSProperties}
        >
          {/* Each fact says its name to a screen reader itself. */}
          <div
            aria-hidden
            className="col-span-full grid-cols-subgrid border-line border-b py-2 text-faint text-xs max-lg:hidden lg:grid"
          >
            <span />
            {columns.map((name) => (
              <span key={name}>{name}</span>
            ))}
          </div>
          <ul
            aria-label={label}
            className="col-span-full divide-y divide-line max-lg:px-4 lg:grid lg:grid-cols-subgrid"
          >
            {rows.map(toRow)}
          </ul>
        </div>
      </Columns>
    </>
  );
}

/**
 * One entry: what it is, its facts in the list's columns (below one another with their names, where there is no room), what
 * can be done at its end. A fact that is null leaves its column empty.
 * @param under quiet words beneath the title
 */
export function ListRow({
  title,
  under,
  facts,
  actions,
}: {
  title: ReactNode;
  under?: ReactNode;
  facts: readonly ReactNode[];
  actions?: ReactNode;
}) {
  const columns = useContext(Columns);
  return (
    <li
      className={clsx(
        "py-3",
        columns === null
          ? "flex flex-wrap items-center gap-x-4 gap-y-2 px-4"
          : "grid gap-y-2 lg:col-span-full lg:grid-cols-subgrid lg:items-center",
      )}
    >
      <div className={clsx("min-w-0", columns === null && "flex-1 basis-64")}>
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 font-medium text-sm">{title}</div>
        {under ? <div className="mt-0.5 text-muted text-xs">{under}</div> : null}
        {columns === null ? <FactLine facts={facts} /> : null}
      </div>
      {columns?.map((name, place) => (
        <Fact key={name} name={name} fact={facts[place] ?? null} />
      ))}
      <div className="flex flex-wrap gap-1.5 empty:max-lg:hidden lg:justify-end">{actions}</div>
    </li>
  );
}

function FactLine({ facts }: { facts: readonly ReactNode[] }) {
  return (
    <div className="mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5 text-muted text-xs">
      {facts.map((fact, place) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a row's facts never change their places
        fact === null ? null : <span key={place}>{fact}</span>,
      )}
    </div>
  );
}

function Fact({ name, fact }: { name: string; fact: ReactNode }) {
  return (
    <div className={clsx("min-w-0 text-muted text-xs lg:text-sm", fact === null && "max-lg:hidden")}>
      {fact === null ? null : (
        <>
          <span className="text-faint lg:sr-only">{name}: </span>
          {fact}
        </>
      )}
    </div>
  );
}

/** A group of settings with its own heading, for pages that are no list. */
export function Section({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-line border-t py-6 first:border-t-0 first:pt-0">
      <h2 className="font-semibold text-base">{title}</h2>
      {text ? <div className="mt-1 max-w-2xl text-pretty text-muted text-sm">{text}</div> : null}
      <div className="mt-4">{children}</div>
    </section>
  );
}
