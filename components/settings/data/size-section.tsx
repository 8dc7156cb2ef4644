"use client";

import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import type { ReactNode } from "react";
import { Section } from "@/components/settings/rows";
import { ErrorState } from "@/components/ui/error-state";
import { Moment } from "@/components/ui/moment";
import { formatBytes } from "@/lib/format/bytes";
import { accessErrorWords } from "@/lib/queries/access-words";
import { archiveSizeQuery } from "@/lib/queries/archive";
import type { ArchiveSize } from "@/lib/wire/archive-contract";
import { type Fullness, fullnessOf, growthWords } from "./size-words";

const NUMBER = new Intl.NumberFormat("en");

/** How large what is kept of calls is, how fast it grows, and how full the embedded database is. */
export function SizeSection() {
  const { data, error } = useQuery(archiveSizeQuery());
  const problem = error === null ? null : accessErrorWords(error.reason, "settings");
  return (
    <Section title="Size of the archive" text="What is kept of calls, and how much it becomes.">
      {data === undefined ? (
        problem === null ? (
          <p role="status" className="text-muted text-sm">
            Counting…
          </p>
        ) : (
          <ErrorState title={problem.title} text={problem.text} />
        )
      ) : (
        <Size size={data} />
      )}
    </Section>
  );
}

function Size({ size }: { size: ArchiveSize["data"] }) {
  const full = fullnessOf(size);
  return (
    <div className="max-w-xl">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
        <Fact name="Calls">{NUMBER.format(size.calls)}</Fact>
        <Fact name="Spoken lines">{NUMBER.format(size.lines)}</Fact>
        <Fact name="On the disk">
          {formatBytes(size.archiveBytes)}
          <span className="block font-normal text-muted text-xs">
            of {formatBytes(size.databaseBytes)} that the database takes
          </span>
        </Fact>
      </dl>
      <p className="mt-4 text-sm tabular-nums">{growthWords(size)}</p>
      {full === null ? (
        <p className="mt-3 text-sm">
          It lies on a Postgres server, which is made for a million calls and more; its room is the server’s.
        </p>
      ) : (
        <Full full={full} most={size.usualMost ?? 0} />
      )}
      <p className="mt-3 text-muted text-xs">
        Counted <Moment iso={size.countedAt} />; every five minutes at most.
      </p>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="mt-0.5 font-semibold text-lg tabular-nums leading-snug">{children}</dd>
    </div>
  );
}

function Full({ full: { percent, words, isPressing }, most }: { full: Fullness; most: number }) {
  return (
    <div className="mt-4">
      {/* biome-ignore lint/a11y/useSemanticElements: browsers draw their own meter in colours of theirs */}
      <div
        role="meter"
        aria-label="How full the embedded database is"
        aria-valuenow={Math.min(percent, 100)}
        aria-valuetext={`${percent} %`}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-2 overflow-hidden rounded-full border border-line-strong/60 bg-raised"
      >
        <div
          className={clsx(
            "h-full forced-colors:bg-[Highlight] forced-colors:[forced-color-adjust:none]",
            isPressing ? "bg-warning" : "bg-action",
          )}
          style={{ width: `${Math.min(percent, 100)}%` }}
        />
      </div>
      <p className="mt-1.5 text-sm tabular-nums">
        {percent} % full: the embedded database is made for about {NUMBER.format(most)} calls. {words}
      </p>
      <p className={clsx("mt-1.5 text-sm", isPressing ? "font-medium" : "text-muted")}>
        {isPressing ? "Move it to a Postgres server now: " : "A larger archive belongs on a Postgres server: "}
        <code className="text-[0.92em]">npm run database -- dump</code> writes everything to a file that it reads, and{" "}
        <code className="text-[0.92em]">DATABASE_URL</code> says where it is. Shorter retention makes room, too.
      </p>
    </div>
  );
}
