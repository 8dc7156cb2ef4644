"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { SettingsForm } from "@/components/settings/form";
import { Said } from "@/components/settings/said";
import { useForm } from "@/components/settings/use-form";
import { Button } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import type { WallConfig } from "@/lib/wire/walls-contract";
import { type WallChoice, WallChoiceFields } from "./wall-choice";
import { WallPreview } from "./wall-preview";
import { agentsOf, configOf } from "./wall-words";

/**
 * A screen's name and how it is set up. `onSave` may take its time; what it throws is told and the form stays.
 * @param children fields above the name
 */
export function WallForm({
  name,
  config,
  save,
  onSave,
  children,
}: {
  name: string;
  config: WallConfig;
  /** the word on the button */
  save: string;
  onSave: (form: FormData, to: { name: string; config: Record<string, string> }) => Promise<void>;
  children?: ReactNode;
}) {
  const [chosen, setChosen] = useState<WallChoice>(() => ({
    agents: agentsOf(config.agents ?? ""),
    campaigns: agentsOf(config.campaigns ?? ""),
  }));
  /** what stands in the fields, once one was touched */
  const [seen, setSeen] = useState<FormData | null>(null);
  const { busy, said, submit } = useForm(async (form) => {
    await onSave(form, { name: String(form.get("name") ?? ""), config: configIn(form, chosen) });
    return null;
  });
  const look = ({ target }: FormEvent) => {
    const form = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.form : null;
    if (form !== null) setSeen(new FormData(form));
  };
  return (
    <SettingsForm onSubmit={submit} className="grid gap-4 pb-2">
      {children}
      <div onInput={look} className="contents">
        <TextField
          label="Name"
          name="name"
          defaultValue={name}
          required
          maxLength={60}
          placeholder="Support floor, left"
          autoComplete="off"
        />
        <WallChoiceFields chosen={chosen} onChange={setChosen} />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField label="Theme" name="theme" defaultValue={config.theme ?? "system"}>
            <option value="system">The screen's own</option>
            <option value="dark">Dark</option>
            <option value="light">Light</option>
          </SelectField>
          <TextField
            label="Text size"
            hint="1 is read from 5 m"
            name="scale"
            type="number"
            min={0.4}
            max={3}
            step={0.1}
            defaultValue={config.scale ?? "1"}
            required
          />
        </div>
        <CheckField
          label="Sound when a call turns critical"
          hint="Somebody has to click on the screen once."
          name="sound"
          defaultChecked={config.sound === "on"}
        />
        <CheckField
          label="What the caller said last, where a call needs attention"
          hint="Everybody in the room can read it. Personal data is taken out as far as it is found."
          name="words"
          defaultChecked={config.words === "shown"}
        />
      </div>
      <WallPreview config={seen === null ? { ...config, ...choiceTexts(chosen) } : configIn(seen, chosen)} />
      <Said said={said} />
      <Button type="submit" variant="primary" disabled={busy} className="justify-self-end">
        {save}
      </Button>
    </SettingsForm>
  );
}

const choiceTexts = ({ agents, campaigns }: WallChoice) => ({
  agents: agents.join(","),
  campaigns: campaigns.join(","),
});

/** A form's fields as a screen's set-up. */
function configIn(form: FormData, chosen: WallChoice): Record<string, string> {
  const text = (field: string) => String(form.get(field) ?? "");
  const [theme, scale] = [text("theme"), text("scale")];
  return configOf({ theme, scale, ...choiceTexts(chosen), sound: form.has("sound"), words: form.has("words") });
}
