"use client";

import { useState } from "react";
import { Said } from "@/components/settings/said";
import { useForm } from "@/components/settings/use-form";
import { Button } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import { Link2 } from "@/components/ui/icons";
import type { NewShare } from "@/lib/wire/sharing-contract";
import { LIVES } from "./made-words";
import { newPasscode } from "./new-passcode";

const SHOWN = [
  { name: "transcript", label: "Transcript" },
  { name: "summary", label: "Summary" },
  { name: "participants", label: "Who took part" },
  { name: "metrics", label: "Timings" },
] as const;

/** As the server takes it. */
const SHORTEST_PASSCODE = 6;

/** What the link shows, for how long and to whom. Careful unless told otherwise. */
export function ShareForm({
  callId,
  masked,
  ended,
  onMake,
}: {
  callId: string;
  /** the maker's role sees calls masked: nobody shares more than they see, nor what they see for a while only */
  masked: boolean;
  /** the call is over: there is nothing to follow */
  ended: boolean;
  /** @throws FetchError */
  onMake: (wanted: NewShare) => Promise<void>;
}) {
  const [passcode] = useState(newPasscode);
  const [tooShort, setTooShort] = useState(false);
  const { busy, said, submit } = useForm(async (form) => {
    const wanted = wantedOf(form, { callId, masked, ended });
    const isTooShort = wanted.passcode !== null && wanted.passcode.length < SHORTEST_PASSCODE;
    setTooShort(isTooShort);
    if (!isTooShort) await onMake(wanted);
    return null;
  });
  return (
    // What is wrong is told here, in our own words.
    <form onSubmit={submit} noValidate className="grid gap-5">
      <fieldset>
        <legend className="mb-2 font-medium text-sm">The link shows</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-2.5">
          {SHOWN.map(({ name, label }) => (
            <CheckField key={name} name={name} label={label} defaultChecked />
          ))}
        </div>
        <div className="mt-2.5 grid gap-2.5">
          {ended ? null : (
            <CheckField
              name="live"
              defaultChecked
              label="The call while it runs"
              hint="Otherwise it shows once the call has ended."
            />
          )}
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
          label="Passcode"
          name="passcode"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          defaultValue={passcode}
          error={tooShort ? `A passcode has at least ${SHORTEST_PASSCODE} characters. Empty, none is asked for.` : null}
          hint="Made for you. Empty, the link opens without one."
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

function wantedOf(
  form: FormData,
  { callId, masked, ended }: { callId: string; masked: boolean; ended: boolean },
): NewShare {
  const isOn = (name: string) => form.get(name) === "on";
  const passcode = String(form.get("passcode") ?? "").trim();
  return {
    callId,
    label: String(form.get("label") ?? "").trim(),
    grant: {
      // Should it run on after all, a link to what has ended shows that, too.
      live: ended || isOn("live"),
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
