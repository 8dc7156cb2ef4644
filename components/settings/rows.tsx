"use client";

import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
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
      <Search aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-faint" />
      <input
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        className="h-9 w-full rounded-lg border border-line-strong/60 bg-surface pr-3 pl-8.5 text-sm placeholder:text-faint"
      />
    </label>
  );
}

/**
 * A settings list in its every state: data first, then the error, then the wait. `rows` null: not there yet.
 * `empty` is for a list with nothing in it, `noMatch` for a search without a hit.
 */
export function RowList<Row>({
  rows,
  error,
  isFiltered,
  empty,
  noMatch,
  toRow,
  label,
}: {
  rows: readonly Row[] | null;
  error: FetchError | null;
  isFiltered: boolean;
  empty: { title: string; text: ReactNode; action?: ReactNode };
  noMatch: string;
  toRow: (row: Row) => ReactNode;
  label: string;
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
      <ul aria-label={label} className="divide-y divide-line rounded-xl border border-line bg-surface">
        {rows.map(toRow)}
      </ul>
    </>
  );
}

/** One entry: what it is, facts under it, what can be done at its end (below it, on a phone). */
export function ListRow({ title, facts, actions }: { title: ReactNode; facts?: ReactNode; actions?: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 font-medium text-sm">{title}</div>
        {facts ? <div className="mt-0.5 flex flex-wrap gap-x-3 gap-y-0.5 text-muted text-xs">{facts}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-1.5">{actions}</div> : null}
    </li>
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
