"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { faultWords } from "@/components/quality/external-words";
import { Section } from "@/components/settings/rows";
import { Problem } from "@/components/settings/said";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Moment } from "@/components/ui/moment";
import { problemOf } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import { scorerQuery } from "@/lib/queries/scorer";
import { callPagePath, scorerRetriesApiPath } from "@/lib/wire/paths";
import type { ScorerSettings } from "@/lib/wire/scorer-contract";

const NUMBER = new Intl.NumberFormat("en");
const COUNTED_UP_TO = 1_000;
const counted = (value: number): string => (value >= COUNTED_UP_TO ? "1,000 or more" : NUMBER.format(value));

/** How it goes: what was spent, what waits, what was given up and why. */
export function ScorerStanding({ scorer }: { scorer: ScorerSettings }) {
  const { isOn, since, usedToday, perDay, waiting, scored, failed, lastFault } = scorer;
  return (
    <Section
      title="How it goes"
      text={
        isOn && since !== null ? (
          <>
            On since <Moment iso={since} />.
          </>
        ) : (
          "It is off: nothing is sent, and what waits goes on waiting."
        )
      }
    >
      <dl className="grid max-w-xl grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
        <Fact name="Requests today">
          {NUMBER.format(usedToday)}
          <span className="block font-normal text-muted text-xs">of {NUMBER.format(perDay)}</span>
        </Fact>
        <Fact name="Calls scored">{counted(scored)}</Fact>
        <Fact name="Waiting">{counted(waiting)}</Fact>
        <Fact name="Given up">{counted(failed)}</Fact>
      </dl>
      {lastFault === null ? null : (
        <p className="mt-4 max-w-2xl text-sm" data-last-fault>
          The last failure, <Moment iso={lastFault.at} />:{" "}
          <Link href={callPagePath(lastFault.callId)} className="underline underline-offset-2">
            a call
          </Link>{" "}
          was not scored, because {faultWords(lastFault.fault)}.
        </p>
      )}
      {failed === 0 ? null : <Retry />}
    </Section>
  );
}

function Retry() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const retry = async () => {
    setBusy(true);
    setProblem(await problemOf(() => change("POST", scorerRetriesApiPath)));
    await client.invalidateQueries({ queryKey: scorerQuery().queryKey });
    setBusy(false);
  };
  return (
    <div className="mt-4">
      <Button disabled={busy} onClick={() => void retry()}>
        Try them again
      </Button>
      <Problem words={problem} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="mt-0.5 font-semibold text-lg tabular-nums leading-snug">{children}</dd>
    </div>
  );
}
