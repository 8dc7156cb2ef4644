"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { PickField } from "@/components/settings/pickers/pick-field";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { zoneWords } from "@/components/ui/moment";
import { ATTENTION_REASONS } from "@/lib/calls/attention-reasons";
import { statusFacts } from "@/lib/calls/status";
import { agentsQuery } from "@/lib/queries/agents";
import { archiveChoicesQuery } from "@/lib/queries/archive";
import { EitherField } from "./either-field";
import { agentOptions, optionsOf, STATUS_CHOICES, withChosen } from "./filter-options";
import { type Draft, draftOf, wordsOfDraft } from "./filters-draft";
import type { Calls } from "./use-calls";
import { PRESET_WORDS, PRESETS } from "./when";
import { reasonWord } from "./words";

type Props = {
  /** what is narrowed, and whether its answer masks names */
  calls: Pick<Calls, "filters" | "narrow"> & { answer: { meta: { masked: boolean } } | null };
  /** what applying them does */
  action?: string;
  /** of the days; left out: the reader's own */
  zone?: string;
  onClose: () => void;
};

/** Everything that the list can be narrowed by, as far as this role may; nothing changes until it is applied. */
export function FiltersDialog({ calls, action = "Show calls", zone, onClose }: Props) {
  const { filters, narrow, answer } = calls;
  const { mode, person } = useViewer();
  const may = (action: string) => person?.may.includes(action) === true;
  const [draft, setDraft] = useState<Draft>(() => draftOf(filters));
  const [wrong, setWrong] = useState<Partial<Record<keyof Draft, string>>>({});
  const choices = useQuery(archiveChoicesQuery());
  const all = useQuery({ ...agentsQuery(), enabled: mode === "on" && may("agents.read") });
  const agents = agentOptions(choices.data?.agents ?? [], all.data?.agents ?? []);
  const form = useId();
  const set = (more: Partial<Draft>) => {
    setDraft({ ...draft, ...more });
    setWrong({});
  };
  const field = (name: "from" | "to" | "min" | "max" | "who" | "metaKey" | "metaValue") => ({
    value: draft[name],
    error: wrong[name] ?? null,
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
    autoComplete: "off",
    spellCheck: false,
  });
  const either = (name: "direction" | "ended" | "shared" | "notes") => ({
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const read = wordsOfDraft(draft);
    if ("problems" in read) return setWrong(read.problems);
    narrow(read.words);
    onClose();
  };
  const metadataKeys = choices.data?.metadataKeys ?? null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title="Filters"
      footer={
        <>
          <Button onClick={() => set(draftOf(null))}>Empty all</Button>
          <Button variant="primary" type="submit" form={form}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={apply} className="grid gap-4 pb-2 sm:grid-cols-2">
        <SelectField
          label="When"
          hint={zone === undefined ? `In your time zone: ${zoneWords()}.` : `By the clocks of ${zone}.`}
          className="sm:col-span-2"
          value={draft.when}
          onChange={(event) => set({ when: event.target.value })}
        >
          <option value="">{draft.from === "" && draft.to === "" ? "Any time" : "From … until …"}</option>
          {PRESETS.map((preset) => (
            <option key={preset} value={preset}>
              {PRESET_WORDS[preset]}
            </option>
          ))}
        </SelectField>
        {draft.when === "" ? (
          <>
            <TextField label="From" placeholder="26 Nov 2026, 14:30" maxLength={40} {...field("from")} />
            <TextField label="Until" placeholder="the end of that day" maxLength={40} {...field("to")} />
          </>
        ) : null}
        <PickField
          label="Agents"
          name="agent"
          choices={agents}
          chosen={withChosen(draft.agents, agents)}
          onChange={(values) => set({ agents: values })}
          placeholder="Any agent"
          hint={choices.error === null ? undefined : "Which agents had calls is not known now; what was chosen stays."}
        />
        <PickField
          label="Campaigns"
          name="campaign"
          choices={optionsOf(choices.data?.campaigns ?? [])}
          chosen={optionsOf(draft.campaigns)}
          onChange={(values) => set({ campaigns: values })}
          placeholder="Any campaign"
          addable
        />
        <PickField
          label="Status"
          name="status"
          choices={STATUS_CHOICES}
          chosen={draft.statuses.map((value) => ({ value, label: statusFacts(value).label, note: null }))}
          onChange={(values) => set({ statuses: values })}
          placeholder="Any status"
        />
        <PickField
          label="Needed attention"
          name="attention"
          choices={[
            { value: "any", label: "For any reason", note: null },
            ...ATTENTION_REASONS.map((value) => ({ value, label: reasonWord(value), note: null })),
          ]}
          chosen={draft.attention.map((value) => ({
            value,
            label: value === "any" ? "For any reason" : reasonWord(value),
            note: null,
          }))}
          onChange={(values) => set({ attention: values })}
          placeholder="Calm or not"
          hint="Known of calls that somebody watched only."
        />
        <EitherField
          {...either("direction")}
          label="Direction"
          unset="In and out"
          ways={[
            ["inbound", "Inbound"],
            ["outbound", "Outbound"],
          ]}
        />
        <TextField
          label={answer?.meta.masked === false ? "Name, number or call id" : "Call id"}
          hint={
            answer?.meta.masked === false
              ? "A part of it is enough."
              : "A part of it is enough. Your role does not show names and numbers."
          }
          maxLength={120}
          {...field("who")}
        />
        <TextField label="At least, minutes" placeholder="5 or 1:30" maxLength={9} {...field("min")} />
        <TextField label="At most, minutes" placeholder="60" maxLength={9} {...field("max")} />
        <EitherField
          {...either("ended")}
          label="Ended"
          unset="By anybody"
          ways={[
            ["person", "By one of us"],
            ["itself", "Not by us"],
          ]}
        />
        {may("shares.manage") ? (
          <EitherField
            {...either("shared")}
            label="Share links"
            unset="Shared or not"
            ways={[
              ["yes", "Shared at least once"],
              ["no", "Never shared"],
            ]}
          />
        ) : null}
        <EitherField
          {...either("notes")}
          label="Notes"
          unset="With notes or without"
          ways={[
            ["yes", "With notes"],
            ["no", "Without notes"],
          ]}
        />
        {metadataKeys === null && draft.metaKey === "" ? null : (
          <>
            <TextField label="Metadata field" list={`${form}-keys`} maxLength={100} {...field("metaKey")} />
            <datalist id={`${form}-keys`}>
              {metadataKeys?.map((key) => (
                <option key={key} value={key} />
              ))}
            </datalist>
            <TextField label="Its value" maxLength={299} {...field("metaValue")} />
          </>
        )}
      </form>
    </Dialog>
  );
}
