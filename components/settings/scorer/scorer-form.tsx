"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SettingsForm } from "@/components/settings/form";
import { Section } from "@/components/settings/rows";
import { Said } from "@/components/settings/said";
import { useForm } from "@/components/settings/use-form";
import { Button } from "@/components/ui/button";
import { CheckField, TextField } from "@/components/ui/field";
import { change } from "@/lib/queries/change";
import { scorerQuery } from "@/lib/queries/scorer";
import { scorerApiPath } from "@/lib/wire/paths";
import type { ScorerChange, ScorerSettings } from "@/lib/wire/scorer-contract";

const SECRET_HINTS = {
  none: "Sent as “Authorization: Bearer …”. Leave it empty where the scorer asks for none.",
  set: "One is set, and is never shown again. Leave it empty to keep it; to another host it is not sent.",
  lost: "The one that was set cannot be opened any more: this server has another key. Type it again.",
} as const;
const WORD_FOR_WORD =
  "Switched off, what was said leaves Earshot word for word, numbers and names with it. Readers of redacted talk then see no explanations of the scorer’s, for these may quote it.";

/** Where the scorer is, what it is sent and how often. */
export function ScorerForm({ scorer }: { scorer: ScorerSettings }) {
  const client = useQueryClient();
  const { busy, said, submit } = useForm(async (form) => {
    const typed = String(form.get("secret") ?? "").trim();
    const wanted: ScorerChange = {
      address: String(form.get("address") ?? "").trim(),
      isOn: form.get("isOn") === "on",
      redacts: form.get("redacts") === "on",
      perDay: Number(form.get("perDay")),
      ...(form.get("isWithout") === "on" ? { secret: null } : typed !== "" && { secret: typed }),
    };
    client.setQueryData(scorerQuery().queryKey, await change<ScorerSettings>("PUT", scorerApiPath, wanted));
    return "Saved.";
  });
  const { address, isOn, redacts, perDay, secret } = scorer;
  return (
    <SettingsForm onSubmit={submit}>
      {/* What is being typed stays while figures are read again; only another setting fills the fields anew. */}
      <Fields key={JSON.stringify([address, isOn, redacts, perDay, secret])} scorer={scorer} />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" disabled={busy}>
          Save
        </Button>
        <Said said={said} />
      </div>
    </SettingsForm>
  );
}

function Fields({ scorer }: { scorer: ScorerSettings }) {
  const [redacts, setRedacts] = useState(scorer.redacts);
  const [isWithout, setWithout] = useState(false);
  return (
    <>
      <Section title="Where it is" text="While it is on, what was said in calls leaves Earshot for this address.">
        <div className="grid max-w-xl gap-4">
          <TextField
            {...{ label: "Address", name: "address", type: "url", required: true, maxLength: 500 }}
            {...{ autoComplete: "off", spellCheck: false, defaultValue: scorer.address ?? "" }}
            placeholder="https://scorer.example.com/calls"
            hint="https://, on the public internet. Hosts of your own network have to be allowed where Earshot is started, by EARSHOT_PRIVATE_HOSTS."
          />
          <TextField
            {...{ label: "Secret", name: "secret", type: "password", maxLength: 1_000, pattern: "[!-~]*" }}
            {...{ autoComplete: "new-password", disabled: isWithout, hint: SECRET_HINTS[scorer.secret] }}
          />
          {scorer.secret === "none" ? null : (
            <CheckField
              {...{ name: "isWithout", label: "Take the secret away", checked: isWithout }}
              onChange={({ target }) => setWithout(target.checked)}
            />
          )}
        </div>
      </Section>
      <Section title="What it is sent" text="The caller’s number and name are never fields of what is sent.">
        <div className="grid max-w-xl gap-4">
          <CheckField
            {...{ name: "redacts", checked: redacts, onChange: ({ target }) => setRedacts(target.checked) }}
            label="Take numbers, names and personal data out of what was said"
            hint={redacts ? "As viewers read it. Automatic, so some may be missed." : WORD_FOR_WORD}
          />
          <TextField
            {...{ label: "Requests a day, at most", name: "perDay", type: "number", inputMode: "numeric" }}
            {...{ required: true, min: 1, max: 100_000, defaultValue: scorer.perDay, className: "max-w-xs" }}
            hint="From midnight UTC, repeated attempts and tries among them. Where there are more calls, the newest are sent."
          />
          <CheckField
            {...{ name: "isOn", defaultChecked: scorer.isOn, label: "Send calls" }}
            hint="Those that happen from the moment it is switched on; nothing older."
          />
        </div>
      </Section>
    </>
  );
}
