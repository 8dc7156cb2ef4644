"use client";

import { SelectField, TextField } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import type { Check } from "@/lib/wire/quality-contract";
import { NumberField } from "./number-field";

type Props<Kind extends Check["kind"] = Check["kind"]> = {
  check: Extract<Check, { kind: Kind }>;
  /** by the name of the field */
  problems: Readonly<Record<string, string>>;
  onChange: (check: Check) => void;
};

/** What one check asks beyond its name and weight; nothing for those that need no more. */
export function CheckFields({ check, problems, onChange }: Props) {
  const number = (value: number | null) => value ?? Number.NaN;
  switch (check.kind) {
    case "closing":
      return (
        <NumberField
          label="In the last lines"
          value={check.lines}
          error={problems.lines}
          onChange={(value) => onChange({ ...check, lines: number(value) })}
        />
      );
    case "response":
      return (
        <NumberField
          label="Target, seconds"
          value={check.targetMs}
          unit={1000}
          error={problems.targetMs}
          onChange={(value) => onChange({ ...check, targetMs: value === null ? Number.NaN : Math.round(value) })}
        />
      );
    case "efficiency":
      return (
        <NumberField
          label="Under, seconds"
          value={check.underSeconds}
          error={problems.underSeconds}
          onChange={(value) => onChange({ ...check, underSeconds: number(value) })}
        />
      );
    case "interruptions":
      return (
        <NumberField
          label="At most"
          value={check.most}
          error={problems.most}
          onChange={(value) => onChange({ ...check, most: number(value) })}
        />
      );
    case "repeats":
      return (
        <NumberField
          label="Near-equal lines"
          value={check.times}
          error={problems.times}
          onChange={(value) => onChange({ ...check, times: number(value) })}
        />
      );
    case "disclosure":
      return <Phrases {...{ check, problems, onChange }} hint="One a line. None: our own list is used." />;
    case "phrases":
      return (
        <>
          <Where {...{ check, problems, onChange }} />
          <Phrases
            {...{ check, problems, onChange }}
            hint="One a line, in any writing; * at the end of a word stands for any ending."
          />
        </>
      );
    case "pattern":
      return (
        <>
          <Where {...{ check, problems, onChange }} />
          <TextField
            label="Pattern"
            className="w-full"
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            error={problems.pattern ?? null}
            hint="A regular expression, such as order (number|no\.?) \d+. No back references, no looking around."
            value={check.pattern}
            onChange={({ target }) => onChange({ ...check, pattern: target.value })}
          />
        </>
      );
    case "timing":
      return <Timing {...{ check, problems, onChange }} />;
    case "metadata":
      return (
        <>
          <TextField
            label="Field"
            maxLength={100}
            error={problems.field ?? null}
            hint="Its name in the call's metadata."
            value={check.field}
            onChange={({ target }) => onChange({ ...check, field: target.value })}
          />
          <TextArea
            className="w-full"
            label="Values"
            hint="One a line. None: it is enough that the field is there."
            value={check.values.join("\n")}
            onChange={({ target }) => onChange({ ...check, values: linesOf(target.value) })}
          />
        </>
      );
    default:
      return null;
  }
}

const linesOf = (text: string) => (text === "" ? [] : text.split("\n"));

function Phrases({ check, problems, onChange, hint }: Props<"phrases" | "disclosure"> & { hint: string }) {
  return (
    <TextArea
      className="w-full"
      label="Phrases"
      hint={hint}
      error={problems.phrases ?? null}
      value={check.phrases.join("\n")}
      onChange={({ target }) => onChange({ ...check, phrases: linesOf(target.value) })}
    />
  );
}

function Where({ check, problems, onChange }: Props<"phrases" | "pattern">) {
  return (
    <>
      <SelectField
        label="Passed when it is"
        value={check.wanted}
        onChange={({ target }) => onChange({ ...check, wanted: target.value as typeof check.wanted })}
      >
        <option value="said">said</option>
        <option value="not_said">not said</option>
      </SelectField>
      <SelectField
        label="By"
        value={check.speaker}
        onChange={({ target }) => onChange({ ...check, speaker: target.value as typeof check.speaker })}
      >
        <option value="agent">the agent</option>
        <option value="caller">the caller</option>
        <option value="anybody">anybody</option>
      </SelectField>
      <SelectField
        label="In"
        value={check.within}
        onChange={({ target }) => onChange({ ...check, within: target.value as typeof check.within })}
      >
        <option value="call">the whole call</option>
        <option value="first_lines">the first lines</option>
        <option value="last_lines">the last lines</option>
      </SelectField>
      {check.within === "call" ? null : (
        <NumberField
          label="How many lines"
          value={check.lines}
          error={problems.lines}
          onChange={(value) => onChange({ ...check, lines: value ?? Number.NaN })}
        />
      )}
    </>
  );
}

const MEASURE_WORDS: Record<Extract<Check, { kind: "timing" }>["measure"], string> = {
  duration_seconds: "Duration, seconds",
  response_median_seconds: "Median answer of the agent, seconds",
  slowest_response_seconds: "Slowest answer of the agent, seconds",
  pauses_seconds: "Pauses together, seconds",
  ring_seconds: "Ring time, seconds",
  agent_share: "Talk share of the agent, 0 to 1",
};

function Timing({ check, problems, onChange }: Props<"timing">) {
  return (
    <>
      <SelectField
        label="Measure"
        value={check.measure}
        onChange={({ target }) => onChange({ ...check, measure: target.value as typeof check.measure })}
      >
        {Object.entries(MEASURE_WORDS).map(([measure, words]) => (
          <option key={measure} value={measure}>
            {words}
          </option>
        ))}
      </SelectField>
      <NumberField
        label="At least"
        value={check.least}
        error={undefined}
        onChange={(least) => onChange({ ...check, least })}
      />
      <NumberField
        label="At most"
        value={check.most}
        error={problems.most}
        onChange={(most) => onChange({ ...check, most })}
      />
    </>
  );
}
