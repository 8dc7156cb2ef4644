"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EraseCaller } from "@/components/archive/erase-caller";
import { Section } from "@/components/settings/rows";
import { Said } from "@/components/settings/said";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { useForm } from "@/components/settings/use-form";
import { WithSettings } from "@/components/settings/with-settings";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CheckField } from "@/components/ui/field";
import { zoneWords } from "@/components/ui/moment";
import { problemOf } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import { readRetentionLoss, storedSettingsQuery } from "@/lib/queries/settings";
import { settingsApiPath } from "@/lib/wire/paths";
import type { RetentionLoss, StoredSettingsAnswer } from "@/lib/wire/settings-contract";
import { ArchiveSection } from "./archive-section";
import { Keeping } from "./keeping-fields";
import { lossWords } from "./loss-words";
import { daysProblem, RETENTION_FIELDS, RetentionDays, type RetentionField } from "./retention-fields";
import { SizeSection } from "./size-section";

type Settings = StoredSettingsAnswer["data"];
type Wanted = {
  privacy: Settings["privacy"];
  retention: Record<RetentionField, number>;
  archive?: { keeps: boolean };
};
type Problems = Record<RetentionField, string | null>;
const ofEach = <Value,>(of: (field: RetentionField) => Value) =>
  Object.fromEntries(RETENTION_FIELDS.map((field) => [field, of(field)])) as Record<RetentionField, Value>;

/** Who sees what of a caller, and how long Earshot keeps what it knows. */
export function DataPage() {
  return (
    <SettingsFrame
      page="data"
      title="Privacy and retention"
      text="Who sees numbers, names and what was said, which calls Earshot keeps, and how long it keeps its own records."
    >
      <WithSettings>
        {(settings) => (
          <>
            <Fields settings={settings} />
            <div className="mt-8 border-line border-t pt-6">
              <SizeSection />
            </div>
            <div className="mt-8 border-line border-t pt-6">
              <ArchiveSection settings={settings} />
            </div>
            <div className="mt-8 border-line border-t pt-6">
              <EraseCaller />
            </div>
          </>
        )}
      </WithSettings>
    </SettingsFrame>
  );
}

function Fields({ settings }: { settings: Settings }) {
  const client = useQueryClient();
  const [problems, setProblems] = useState<Problems>(() => ofEach(() => null));
  const [asking, setAsking] = useState<{ wanted: Wanted; loss: RetentionLoss } | null>(null);
  const save = async (wanted: Wanted) => {
    const changed = await change<Settings>("PATCH", settingsApiPath, wanted);
    client.setQueryData(storedSettingsQuery().queryKey, changed);
  };
  const { busy, said, submit, say } = useForm(async (form) => {
    const typed = (field: RetentionField) => String(form.get(field) ?? "");
    const found: Problems = ofEach((field) => daysProblem(field, typed(field)));
    setProblems(found);
    if (RETENTION_FIELDS.some((field) => found[field] !== null)) return null;
    const wanted: Wanted = {
      privacy: {
        supervisorsSeeNumbers: form.get("supervisorsSeeNumbers") === "on",
        redactForSupervisors: form.get("redactForSupervisors") === "on",
      },
      retention: ofEach((field) => Number(typed(field))),
      ...(settings.archive.decidedBy === "settings" &&
        form.has("keeps") && { archive: { keeps: form.get("keeps") === "yes" } }),
    };
    if (isNewlyShorter(settings, wanted)) {
      setAsking({ wanted, loss: await readRetentionLoss(wanted.retention) });
      return null;
    }
    await save(wanted);
    return "Saved.";
  });
  return (
    <form onSubmit={submit} noValidate>
      <Keeping archive={settings.archive} />
      <Masking privacy={settings.privacy} />
      <Section
        title="Retention"
        text={`What is older is deleted within the hour, for good. A longer time holds at once, a shorter one a day after it was set, and can be taken back until then. Times are in ${zoneWords()}.`}
      >
        <div className="grid max-w-xl items-start gap-4 sm:grid-cols-2">
          {RETENTION_FIELDS.map((field) => (
            <RetentionDays key={field} field={field} retention={settings.retention} error={problems[field]} />
          ))}
        </div>
      </Section>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" disabled={busy}>
          Save
        </Button>
        <Said said={said} />
      </div>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title="Keep records for a shorter time?"
        confirm="Shorten it"
        onConfirm={() =>
          problemOf(async () => {
            if (asking !== null) await save(asking.wanted);
            say("Saved. It holds in 24 hours.");
          })
        }
      >
        {asking === null ? null : lossWords(settings.retention, asking.wanted.retention, asking.loss)}
      </ConfirmDialog>
    </form>
  );
}

/** A time is shorter than what holds, and not already on its way. */
function isNewlyShorter({ retention }: Settings, { retention: wanted }: Wanted): boolean {
  return RETENTION_FIELDS.some(
    (field) => wanted[field] < retention[field] && wanted[field] !== retention.shorter[field]?.days,
  );
}

function Masking({ privacy }: { privacy: Settings["privacy"] }) {
  return (
    <Section
      title="Masking"
      text="Viewers, walls and share links always get numbers and names masked, and numbers and addresses taken out of what was said. Admins see everything."
    >
      <div className="grid gap-4">
        <CheckField
          name="supervisorsSeeNumbers"
          defaultChecked={privacy.supervisorsSeeNumbers}
          label="Supervisors see numbers and names at once"
          hint="Otherwise they show one call's with a click, which stands in the audit trail."
        />
        <CheckField
          name="redactForSupervisors"
          defaultChecked={privacy.redactForSupervisors}
          label="Take numbers and addresses out of what supervisors read, too"
          hint="Card and phone numbers, national ids, e-mail addresses, spoken digits. Automatic, so some may be missed."
        />
      </div>
    </Section>
  );
}
