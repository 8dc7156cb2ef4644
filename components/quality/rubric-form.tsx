"use client";

import { useState } from "react";
import { labelOf } from "@/components/settings/pickers/choices";
import { PickField } from "@/components/settings/pickers/pick-field";
import { useChoices } from "@/components/settings/pickers/use-choices";
import { Problem, Said } from "@/components/settings/said";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import type { Check } from "@/lib/wire/quality-contract";
import { CheckCard } from "./check-card";
import { NumberField } from "./number-field";
import { cleaned, newCheck, totalWeight } from "./rubric-draft";
import { TriedResults } from "./tried-results";
import { isSame, type useRubric } from "./use-rubric";
import { KIND_WORDS } from "./words";

const LANGUAGES = [
  { value: "en", label: "English", note: null },
  { value: "de", label: "German", note: null },
  { value: "es", label: "Spanish", note: null },
  { value: "fi", label: "Finnish", note: null },
];

/** A rubric being changed: whom it is for, its checks, and what it would do before it is saved. */
export function RubricForm({
  editing,
  takenKeys,
  before,
}: {
  editing: ReturnType<typeof useRubric>;
  takenKeys: ReadonlySet<string>;
  /** the pass mark that holds now; null: it is a new rubric */
  before: number | null;
}) {
  const { definition, choose, problems, said, busy, tried, tryOut, save, isChanged } = editing;
  const { checks } = definition;
  const [kind, setKind] = useState<Check["kind"]>("phrases");
  const setChecks = (next: Check[]) => choose({ checks: next });
  const replace = (place: number, check: Check) => setChecks(checks.map((one, at) => (at === place ? check : one)));
  const swap = (place: number, other: number) => {
    const [one, two] = [checks[place], checks[other]];
    if (one === undefined || two === undefined) return null;
    return () => setChecks(checks.map((check, at) => (at === place ? two : at === other ? one : check)));
  };
  return (
    <div data-holds-page={isChanged || undefined}>
      <div className="grid max-w-3xl gap-4">
        <TextField
          label="Name"
          maxLength={80}
          error={problems.name ?? null}
          value={definition.name}
          onChange={({ target }) => choose({ name: target.value })}
        />
        <NumberField
          label="Passed from, of 100"
          value={definition.passMark}
          error={problems.passMark}
          onChange={(value) => choose({ passMark: value ?? Number.NaN })}
        />
        <Whose {...{ definition, choose }} />
      </div>
      <h2 className="mt-8 font-semibold text-base">Checks</h2>
      <p className="mt-1 max-w-2xl text-muted text-sm">
        Score = 100 × weight of what passed ÷ weight of what passed or failed. What is not known of a call is left out.
        All weights together: <span className="tabular-nums">{totalWeight(definition)}</span>.
      </p>
      <Problem words={problems.checks ?? null} />
      <ul aria-label="Checks" className="mt-3 space-y-3">
        {checks.map((check, place) => (
          <CheckCard
            key={check.key}
            check={check}
            problems={problemsOf(problems, check.key)}
            onChange={(next) => replace(place, next)}
            onMove={{ up: swap(place, place - 1), down: swap(place, place + 1) }}
            onRemove={() => setChecks(checks.filter((one) => one !== check))}
          />
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap items-end gap-2">
        <SelectField
          label="Another check"
          className="w-72"
          value={kind}
          onChange={({ target }) => setKind(target.value as Check["kind"])}
        >
          {Object.entries(KIND_WORDS).map(([one, { name }]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </SelectField>
        <Button
          className="h-10"
          onClick={() => {
            const taken = new Set([...takenKeys, ...checks.map(({ key }) => key)]);
            setChecks([...checks, newCheck(kind, KIND_WORDS[kind].name, taken)]);
          }}
        >
          Add the check
        </Button>
      </div>
      {tried === null ? null : (
        <TriedResults {...{ tried, before }} isOld={!isSame(tried.definition, cleaned(definition))} />
      )}
      <div className="sticky bottom-0 z-10 -mx-4 mt-6 flex flex-wrap items-center gap-3 border-line border-t bg-background px-4 py-3">
        <Button disabled={busy !== null} onClick={() => void tryOut()}>
          {busy === "trying" ? "Trying…" : "Try on the last 100 calls"}
        </Button>
        <Button variant="primary" disabled={busy !== null || !isChanged} onClick={() => void save()}>
          Save
        </Button>
        <Said said={said} />
      </div>
    </div>
  );
}

function problemsOf(problems: Readonly<Record<string, string>>, key: string): Record<string, string> {
  const own = Object.entries(problems).filter(([field]) => field.startsWith(`${key}.`));
  return Object.fromEntries(own.map(([field, words]) => [field.slice(key.length + 1), words]));
}

function Whose({ definition, choose }: Pick<ReturnType<typeof useRubric>, "definition" | "choose">) {
  const { agents, campaigns, trouble } = useChoices();
  const { agents: ids, campaigns: chosen, languages } = definition;
  return (
    <>
      <PickField
        label="For calls of these agents"
        name="agents"
        choices={agents}
        chosen={ids.map((id) => ({ value: id, label: labelOf(id, agents), note: null }))}
        onChange={(values) => choose({ agents: values })}
        placeholder={ids.length === 0 ? "All agents. Type a name" : "Type a name"}
        hint={trouble}
      />
      <PickField
        label="For calls of these campaigns"
        name="campaigns"
        choices={campaigns}
        chosen={chosen.map((id) => ({ value: id, label: labelOf(id, campaigns), note: null }))}
        onChange={(values) => choose({ campaigns: values })}
        placeholder={chosen.length === 0 ? "All campaigns. Type an id" : "Type an id"}
        addable
      />
      <PickField
        label="For calls in these languages"
        name="languages"
        choices={LANGUAGES}
        chosen={languages.map((value) => ({ value, label: labelOf(value, LANGUAGES), note: null }))}
        onChange={(values) => choose({ languages: values.filter((value) => /^[a-z]{2,3}$/.test(value)) })}
        placeholder={languages.length === 0 ? "Any language" : "Type a language"}
        hint="A call is judged by the closest rubric: its agent's before its campaign's before everybody's. Built-in word lists are for these four languages; other codes of two or three letters can be typed."
        addable
      />
    </>
  );
}
