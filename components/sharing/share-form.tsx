"use client";

import { Link2 } from "lucide-react";
import { Said } from "@/components/settings/said";
import { useForm } from "@/components/settings/use-form";
import { Button } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import type { NewShare } from "@/lib/wire/sharing-contract";
import { LIVES } from "./made-words";

const SHOWN = [
  { name: "transcript", label: "Transcript" },
  { name: "summary", label: "Summary" },
  { name: "participants", label: "Who took part" },
  { name: "metrics", label: "Timings" },
] as const;

/** What the link shows, for how long and to whom. Careful unless told otherwise. */
export function ShareForm({
  callId,
  masked,
  onMake,
}: {
  callId: string;
  /** the maker's role sees calls masked: nobody shares more than they see, nor what they see for a while only */
  masked: boolean;
  /** @throws FetchError */
  onMake: (wanted: NewShare) => Promise<void>;
}) {
  const { busy, said, submit } = useForm(async (form) => {
    await onMake(wantedOf(form, callId, masked));
    return null;
  });
  return (
    <form onSubmit={submit} className="grid gap-5">
      <fieldset>
        <legend className="mb-2 font-medium text-sm">The link shows</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-2.5">
          {SHOWN.map(({ name, label }) => (
            <CheckField key={name} name={name} label={label} defaultChecked />
          ))}
        </div>
        <div className="mt-2.5 grid gap-2.5">
          <CheckField
            name="live"
            defaultChecked
            label="The call while it runs"
            hint="Otherwise it shows once the call has ended."
          />
          <CheckField
            name="masked"
            defaultChecked
            disabled={masked}
            label="Shorten numbers and names, take personal numbers out of what was said"
            hint={
              masked
                ? "Your role sees calls this way, so your links show them this way, too."
                : "Automatic, so some may be missed."
            }
          />
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label="It ends after" name="hours" defaultValue="24">
          {[...LIVES]
            .sort((a, b) => a.hours - b.hours)
            .map(({ hours, label }) => (
              <option key={hours} value={hours}>
                {label}
              </option>
            ))}
        </SelectField>
        <TextField
          label="Passcode (optional)"
          name="passcode"
          autoComplete="off"
          spellCheck={false}
          minLength={6}
          maxLength={64}
          hint="At least 6 characters."
        />
        <TextField
          className="sm:col-span-2"
          label="Label (optional)"
          name="label"
          autoComplete="off"
          maxLength={120}
          hint="Only you and admins see it, in the list of links."
        />
      </div>
      <div className="flex flex-wrap items-center justify-end gap-4">
        <Said said={said} />
        <Button type="submit" variant="primary" disabled={busy}>
          <Link2 aria-hidden />
          {busy ? "Making…" : "Make the link"}
        </Button>
      </div>
    </form>
  );
}

function wantedOf(form: FormData, callId: string, masked: boolean): NewShare {
  const isOn = (name: string) => form.get(name) === "on";
  const passcode = String(form.get("passcode") ?? "");
  return {
    callId,
    label: String(form.get("label") ?? "").trim(),
    grant: {
      live: isOn("live"),
      transcript: isOn("transcript"),
      summary: isOn("summary"),
      participants: isOn("participants"),
      metrics: isOn("metrics"),
      // A disabled box is not sent.
      masked: masked || isOn("masked"),
    },
    hours: Number(form.get("hours")),
    passcode: passcode === "" ? null : passcode,
  };
}
