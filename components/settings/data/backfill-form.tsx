"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DayField } from "@/components/settings/audit/day-field";
import { Button } from "@/components/ui/button";
import { accessProblem } from "@/lib/queries/access-words";
import { backfillsQuery, readBackfillPrice } from "@/lib/queries/backfills";
import { change } from "@/lib/queries/change";
import type { Backfill, BackfillPrice } from "@/lib/wire/backfill-contract";
import { backfillsApiPath } from "@/lib/wire/paths";
import { priceWords } from "./backfill-words";

type Range = { from: string | null; to: string | null };
const DAY_MS = 86_400_000;

/** The range of whole days of the reader's own clock. @param days "2026-11-26"; "" for none */
function rangeOf(days: { from: string; to: string }): Range {
  const midnight = (day: string) => new Date(`${day}T00:00:00`);
  // The next midnight: a day is not always 24 hours long.
  const after = (day: string) => midnight(new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10));
  return {
    from: days.from === "" ? null : midnight(days.from).toISOString(),
    to: days.to === "" ? null : after(days.to).toISOString(),
  };
}

/** Asks for a range, says what it costs, and begins it. */
export function BackfillForm() {
  const client = useQueryClient();
  const [days, setDays] = useState({ from: "", to: "" });
  const [offer, setOffer] = useState<{ range: Range; price: BackfillPrice } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const set = (field: "from" | "to") => (day: string) => {
    setDays((before) => ({ ...before, [field]: day }));
    setOffer(null);
  };
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    await work().catch((error: unknown) => setProblem(accessProblem(error)));
    setBusy(false);
  };
  const ask = () =>
    attempt(async () => {
      const range = rangeOf(days);
      setOffer({ range, price: await readBackfillPrice(range) });
    });
  const begin = ({ range }: { range: Range }) =>
    attempt(async () => {
      await change<Backfill>("POST", backfillsApiPath, range);
      setOffer(null);
      await client.invalidateQueries({ queryKey: backfillsQuery().queryKey });
    });
  return (
    <div>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3 max-sm:[&_label]:w-8">
        <DayField label="from" day={days.from} onChange={set("from")} />
        <DayField label="to" day={days.to} onChange={set("to")} />
        <Button disabled={busy} onClick={() => void ask()}>
          See what it costs
        </Button>
      </div>
      <p className="mt-2 text-muted text-xs">Without days: everything there is, until now.</p>
      <div role="status" className="mt-3 empty:hidden">
        {offer === null ? null : (
          <div className="max-w-2xl rounded-lg border border-line-strong/60 px-4 py-3 text-sm">
            <p>{priceWords(offer.price)}</p>
            <div className="mt-3 flex flex-wrap gap-2">
              {offer.price.calls === 0 ? null : (
                <Button variant="primary" disabled={busy} onClick={() => void begin(offer)}>
                  Bring them in
                </Button>
              )}
              <Button variant="ghost" disabled={busy} onClick={() => setOffer(null)}>
                {offer.price.calls === 0 ? "Close" : "Not now"}
              </Button>
            </div>
          </div>
        )}
      </div>
      {problem === null ? null : (
        <p role="alert" className="mt-2 text-critical text-sm">
          {problem}
        </p>
      )}
    </div>
  );
}
