"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Section } from "@/components/settings/rows";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { CheckField, TextField } from "@/components/ui/field";
import { settingsApiPath } from "@/lib/http/paths";
import type { StoredSettingsAnswer } from "@/lib/http/settings-contract";
import { change, changeProblem } from "@/lib/queries/change";
import { errorWords } from "@/lib/queries/error-words";
import { storedSettingsQuery } from "@/lib/queries/settings";

type Settings = StoredSettingsAnswer["data"];

/** Who sees what of a caller, and how long Earshot keeps what it knows. */
export function DataPage() {
  const { data, error } = useQuery(storedSettingsQuery());
  return (
    <SettingsFrame
      page="data"
      title="Privacy and retention"
      text="Who sees numbers, names and what was said, and how long Earshot keeps its own records. Calls and transcripts stay with the call service; Earshot stores none of them."
    >
      {data === undefined ? (
        error === null ? (
          <p role="status" className="text-muted text-sm">
            Looking…
          </p>
        ) : (
          <ErrorState {...errorWords(error.reason, "change")} action={undefined} />
        )
      ) : (
        <Fields settings={data} />
      )}
    </SettingsFrame>
  );
}

function Fields({ settings }: { settings: Settings }) {
  const client = useQueryClient();
  const [said, setSaid] = useState<{ problem: boolean; words: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const wanted = {
      privacy: {
        supervisorsSeeNumbers: form.get("supervisorsSeeNumbers") === "on",
        redactForSupervisors: form.get("redactForSupervisors") === "on",
      },
      retention: { auditDays: Number(form.get("auditDays")), endedDays: Number(form.get("endedDays")) },
    };
    setBusy(true);
    try {
      const changed = await change<Settings>("PATCH", settingsApiPath, wanted);
      client.setQueryData(storedSettingsQuery().queryKey, changed);
      setSaid({ problem: false, words: "Saved." });
    } catch (error) {
      setSaid({ problem: true, words: changeProblem(error) });
    }
    setBusy(false);
  };
  const days = { type: "number", min: 1, max: 3650, required: true } as const;
  return (
    <form onSubmit={submit}>
      <Section
        title="Masking"
        text="Viewers, walls and share links always get numbers and names masked, and numbers and addresses taken out of what was said. Admins see everything."
      >
        <div className="grid gap-4">
          <CheckField
            name="supervisorsSeeNumbers"
            defaultChecked={settings.privacy.supervisorsSeeNumbers}
            label="Supervisors see numbers and names at once"
            hint="Otherwise they show one call's with a click, which stands in the audit trail."
          />
          <CheckField
            name="redactForSupervisors"
            defaultChecked={settings.privacy.redactForSupervisors}
            label="Take numbers and addresses out of what supervisors read, too"
            hint="Card and phone numbers, national ids, e-mail addresses, spoken digits. Automatic, so some may be missed."
          />
        </div>
      </Section>
      <Section title="Retention" text="What is older is deleted within the hour and cannot be brought back.">
        <div className="grid max-w-xl gap-4 sm:grid-cols-2">
          <TextField {...days} name="auditDays" label="Audit trail, days" defaultValue={settings.retention.auditDays} />
          <TextField
            {...days}
            name="endedDays"
            label="Ended links, tokens and passes, days"
            defaultValue={settings.retention.endedDays}
          />
        </div>
      </Section>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" disabled={busy}>
          Save
        </Button>
        <p role="status" className={said?.problem ? "text-critical text-sm" : "text-muted text-sm"}>
          {said?.words}
        </p>
      </div>
    </form>
  );
}
