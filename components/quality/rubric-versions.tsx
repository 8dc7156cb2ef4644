"use client";

import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import type { RubricVersion } from "@/lib/queries/quality";
import type { RubricDefinition } from "@/lib/wire/quality-contract";
import { countOf } from "./words";

/** Every version there was, newest first. `onTake` puts one into the form, where it is saved as a new one; null: only to read. */
export function RubricVersionList({
  versions,
  onTake,
}: {
  versions: readonly RubricVersion[];
  onTake: ((definition: RubricDefinition) => void) | null;
}) {
  return (
    <section aria-label="Versions" className="mt-8">
      <h2 className="font-semibold text-base">Versions</h2>
      <ul className="mt-2 divide-y divide-line rounded-xl border border-line bg-surface">
        {versions.map(({ version, definition, madeAt, madeBy }, place) => (
          <li key={version} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5">
            <p className="min-w-0 text-muted text-sm">
              <span className="font-medium text-text">Version {version}</span> · <Moment iso={madeAt} /> by{" "}
              <bdi>{madeBy ?? "Earshot"}</bdi> · {countOf(definition.checks.length, "check")}, passed from{" "}
              {definition.passMark}
            </p>
            {onTake === null || place === 0 ? null : (
              <Button size="sm" onClick={() => onTake(definition)}>
                Begin from version {version}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
