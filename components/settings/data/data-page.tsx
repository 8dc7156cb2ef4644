"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Section } from "@/components/settings/rows";
import { Said } from "@/components/settings/said";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { useForm } from "@/components/settings/use-form";
import { WithSettings } from "@/components/settings/with-settings";
import { Button } from "@/components/ui/button";
import { CheckField, TextField } from "@/components/ui/field";
import { change } from "@/lib/queries/change";
import { storedSettingsQuery } from "@/lib/queries/settings";
import { settingsApiPath } from "@/lib/wire/paths";
import type { StoredSettingsAnswer } from "@/lib/wire/settings-contract";

type Settings = StoredSettingsAnswer["data"];

/** Who sees what of a caller, and how long Earshot keeps what it knows. */
export function DataPage() {
  return (
    <SettingsFrame
      page="data"
      title="Privacy and retention"
      text="Who sees numbers, names and what was said, and how long Earshot keeps its own records. Calls and transcripts stay with the call service; Earshot stores none of them."
    >
      <WithSettings>{(settings) => <Fields settings={settings} />}</WithSettings>
    </SettingsFrame>
  );
}

function Fields({ settings }: { settings: Settings }) {
  const client = useQueryClient();
  const { busy, said, submit } = useForm(async (form) => {
    const wanted = {
      privacy: {
        supervisorsSeeNumbers: form.get("supervisorsSeeNumbers") === "on",
        redactForSupervisors: form.get("redactForSupervisors") === "on",
      },
      retention: { auditDays: Number(form.get("auditDays")), endedDays: Number(form.get("endedDays")) },
    };
    const changed = await change<Settings>("PATCH", settingsApiPath, wanted);
    client.setQueryData(storedSettingsQuery().queryKey, changed);
    return "Saved.";
  });
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
        <Said said={said} />
      </div>
    </form>
  );
}
