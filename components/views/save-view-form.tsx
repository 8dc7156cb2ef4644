"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckField, TextField } from "@/components/ui/field";
import { viewsApiPath } from "@/lib/wire/paths";
import type { SavedView, ViewPage } from "@/lib/wire/views-contract";
import type { ChangeViews } from "./change-views";

/** Saves what is looked at now under a name. */
export function SaveViewForm({
  page,
  current,
  views,
  mayShare,
  onChange,
}: {
  page: ViewPage;
  current: string;
  views: readonly SavedView[];
  mayShare: boolean;
  onChange: ChangeViews;
}) {
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const same = views.find(({ query }) => query === current);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    const body = { page, name, query: current, shared };
    const words = await onChange("POST", viewsApiPath, body, `“${name.trim()}” is saved.`);
    setBusy(false);
    setProblem(words);
    if (words !== null) return;
    setName("");
    setShared(false);
  };
  return (
    <form onSubmit={save} className="grid gap-3 border-line border-t pt-4 pb-2">
      <h3 className="font-semibold text-sm">Save what you see now</h3>
      <TextField
        label="Name"
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          setProblem(null);
        }}
        maxLength={60}
        required
        autoComplete="off"
        placeholder="Night shift, inbound"
        error={problem}
        hint={hintOf(current, same)}
      />
      {mayShare ? (
        <CheckField
          label="Share with everybody"
          hint="Each sees in it what their own role shows them. The words you search for stand in it as you typed them."
          checked={shared}
          onChange={(event) => setShared(event.target.checked)}
        />
      ) : null}
      <Button type="submit" variant="primary" disabled={busy || name.trim() === ""} className="justify-self-end">
        Save
      </Button>
    </form>
  );
}

function hintOf(current: string, same: SavedView | undefined): string {
  if (same !== undefined) return `“${same.name}” shows the same already.`;
  return current === ""
    ? "Nothing is filtered now: this view shows everything."
    : "Filters, search, sort and shape as they are now.";
}
