"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "@/components/settings/said";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Moment } from "@/components/ui/moment";
import { problemOf } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import { storedSettingsQuery } from "@/lib/queries/settings";
import { settingsApiPath } from "@/lib/wire/paths";
import type { StoredSettingsAnswer } from "@/lib/wire/settings-contract";

export type Retention = StoredSettingsAnswer["data"]["retention"];
export const RETENTION_FIELDS = ["talkDays", "factDays", "auditDays", "endedDays"] as const;
export type RetentionField = (typeof RETENTION_FIELDS)[number];

const RETENTION_WORDS: Record<RetentionField, { label: string; what: string; fewest: number }> = {
  talkDays: { label: "What was said in calls, days", what: "What was said in calls", fewest: 1 },
  factDays: { label: "Facts and measures of calls, days", what: "Facts and measures of calls", fewest: 1 },
  auditDays: { label: "Audit trail, days", what: "The audit trail", fewest: 30 },
  endedDays: {
    label: "Ended links, tokens and passes, days",
    what: "Links, tokens and passes that have ended",
    fewest: 1,
  },
};

/** What is wrong with a number of days as typed, in words; null: nothing. */
export function daysProblem(field: RetentionField, typed: string): string | null {
  const { fewest } = RETENTION_WORDS[field];
  const isFine = /^\d{1,4}$/.test(typed.trim()) && Number(typed) >= fewest && Number(typed) <= 3650;
  return isFine ? null : `Whole days, from ${fewest} to 3650.`;
}

/** How long one kind of record is kept, and what of that is about to change. */
export function RetentionDays({
  field,
  retention,
  error,
}: {
  field: RetentionField;
  retention: Retention;
  error: string | null;
}) {
  const { label, fewest } = RETENTION_WORDS[field];
  const coming = retention.shorter[field];
  return (
    <div>
      <TextField
        key={`${retention[field]} ${coming?.days}`}
        name={field}
        label={label}
        inputMode="numeric"
        defaultValue={coming?.days ?? retention[field]}
        hint={fewest > 1 ? `${fewest} at least` : undefined}
        error={error}
        autoComplete="off"
      />
      {coming === null ? null : <Coming field={field} retention={retention} coming={coming} />}
    </div>
  );
}

/** A shorter time that does not hold yet: until it does, it can be taken back. */
function Coming({
  field,
  retention,
  coming,
}: {
  field: RetentionField;
  retention: Retention;
  coming: { days: number; from: string };
}) {
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const takeBack = async () => {
    const wanted = { retention: { [field]: retention[field] } };
    const words = await problemOf(async () => {
      const changed = await change<StoredSettingsAnswer["data"]>("PATCH", settingsApiPath, wanted);
      client.setQueryData(storedSettingsQuery().queryKey, changed);
    });
    setProblem(words);
  };
  return (
    <div role="status" className="mt-2 rounded-lg border border-amber/60 px-3 py-2 text-sm">
      <p>
        {retention[field]} days until <Moment iso={coming.from} />, then {coming.days}.
      </p>
      <Button size="sm" className="mt-2" onClick={() => void takeBack()}>
        Keep {retention[field]} days
      </Button>
      <Problem words={problem} />
    </div>
  );
}
