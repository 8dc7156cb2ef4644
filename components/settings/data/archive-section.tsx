"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Section } from "@/components/settings/rows";
import { ErrorState } from "@/components/ui/error-state";
import { CheckField } from "@/components/ui/field";
import { Moment } from "@/components/ui/moment";
import { accessErrorWords, problemOf } from "@/lib/queries/access-words";
import { backfillsQuery } from "@/lib/queries/backfills";
import { change } from "@/lib/queries/change";
import { storedSettingsQuery } from "@/lib/queries/settings";
import type { BackfillList } from "@/lib/wire/backfill-contract";
import { settingsApiPath } from "@/lib/wire/paths";
import type { StoredSettingsAnswer } from "@/lib/wire/settings-contract";
import { BackfillForm } from "./backfill-form";
import { BackfillRow } from "./backfill-row";
import { calls } from "./backfill-words";

type Settings = StoredSettingsAnswer["data"];

/** Calls that nobody watched: those that end from now on, and those of the past. */
export function ArchiveSection({ settings: { archive } }: { settings: Settings }) {
  const { data, error } = useQuery({ ...backfillsQuery(), enabled: archive.keeps === true });
  if (archive.keeps !== true) {
    return (
      <Section
        title="Calls nobody watched"
        text="Calls are not kept here, so none are brought in. Once they are kept, Earshot can find those that end without anybody watching, and bring in those of the past."
      >
        {null}
      </Section>
    );
  }
  return (
    <>
      <Section
        title="Calls nobody watched"
        text="A call that somebody watches is kept when it ends. The others are read afterwards, with what live work leaves of the request budget: nothing on the board becomes slower."
      >
        <KeepUp keepUp={archive.keepUp} meta={data?.meta ?? null} />
      </Section>
      <Section title="Calls of the past" text="Brings in what was over before calls were kept here, the newest first.">
        <BackfillForm />
        <Backfills data={data ?? null} problem={error === null ? null : accessErrorWords(error.reason, "settings")} />
      </Section>
    </>
  );
}

function KeepUp({ keepUp, meta }: { keepUp: boolean; meta: BackfillList["meta"] | null }) {
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const set = async (wanted: boolean) => {
    setBusy(true);
    const words = await problemOf(async () => {
      const changed = await change<Settings>("PATCH", settingsApiPath, { archive: { keepUp: wanted } });
      client.setQueryData(storedSettingsQuery().queryKey, changed);
    });
    setProblem(words);
    setBusy(false);
  };
  return (
    <>
      <CheckField
        label="Keep calls that nobody watched, too"
        hint="Switched off, calls that end meanwhile are not looked for later; a backfill brings them in."
        checked={keepUp}
        disabled={busy}
        onChange={({ target }) => void set(target.checked)}
      />
      {keepUp && meta !== null ? <Standing meta={meta} /> : null}
      {problem === null ? null : (
        <p role="alert" className="mt-2 text-critical text-sm">
          {problem}
        </p>
      )}
    </>
  );
}

/** How far it has come; what it does not know yet it does not say. */
function Standing({ meta: { certainAt, open, over } }: { meta: BackfillList["meta"] }) {
  if (certainAt === null) return <p className="mt-2 ml-7 text-muted text-xs">It begins within a minute.</p>;
  return (
    <p className="mt-2 ml-7 text-muted text-xs tabular-nums">
      Gone through up to <Moment iso={certainAt} />. {calls(open)} not over yet, {calls(over)} to be read.
    </p>
  );
}

function Backfills({ data, problem }: { data: BackfillList | null; problem: { title: string; text: string } | null }) {
  if (data === null) {
    if (problem !== null) return <ErrorState title={problem.title} text={problem.text} />;
    return (
      <p role="status" className="mt-4 text-muted text-sm">
        Looking…
      </p>
    );
  }
  const { backfills } = data.data;
  return (
    <>
      {problem === null ? null : (
        <p role="status" className="mt-4 text-critical text-xs">
          {problem.title}. This is what was last known.
        </p>
      )}
      {backfills.length === 0 ? (
        <p className="mt-4 text-muted text-sm">Nothing was brought in yet.</p>
      ) : (
        <ul aria-label="Backfills" className="mt-4 divide-y divide-line rounded-xl border border-line bg-surface">
          {backfills.map((backfill) => (
            <BackfillRow key={backfill.id} backfill={backfill} />
          ))}
        </ul>
      )}
    </>
  );
}
