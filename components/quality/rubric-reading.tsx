import type { RubricDefinition } from "@/lib/wire/quality-contract";
import { KIND_WORDS } from "./words";

/** A rubric for whoever may not change it. */
export function RubricReading({ definition: { checks, passMark } }: { definition: RubricDefinition }) {
  return (
    <>
      <p className="text-muted">Passed from {passMark} of 100. An admin changes rubrics.</p>
      <ul aria-label="Checks" className="mt-3 divide-y divide-line rounded-xl border border-line bg-surface">
        {checks.map(({ key, title, weight, kind }) => (
          <li key={key} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-3">
            <div className="min-w-0">
              <bdi className="wrap-anywhere font-medium">{title}</bdi>
              <p className="text-muted text-xs">{KIND_WORDS[kind].text}</p>
            </div>
            <span className="text-muted tabular-nums">{weight === 0 ? "does not count" : `weighs ${weight}`}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
