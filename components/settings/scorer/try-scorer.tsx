"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ExternalScore } from "@/components/quality/external-score";
import { faultWords } from "@/components/quality/external-words";
import { SettingsForm } from "@/components/settings/form";
import { Section } from "@/components/settings/rows";
import { Said } from "@/components/settings/said";
import { FormProblem, useForm } from "@/components/settings/use-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { change } from "@/lib/queries/change";
import { readNewestCallId, scorerQuery } from "@/lib/queries/scorer";
import { callPagePath, triedScorerApiPath } from "@/lib/wire/paths";
import type { TriedScorer } from "@/lib/wire/scorer-contract";

type Tried = TriedScorer & { callId: string };

/** The id in an id, or in the address of a call's page. */
const idIn = (text: string): string => /\/calls\/([^/?#\s]+)/.exec(text)?.[1] ?? text;

/** Sends one call now, by what is saved, and shows what came back or why nothing did. */
export function TryScorer({ redacts }: { redacts: boolean }) {
  const client = useQueryClient();
  const [tried, setTried] = useState<Tried | null>(null);
  const { busy, said, submit } = useForm(async (form) => {
    setTried(null);
    const callId = idIn(String(form.get("call") ?? "").trim()) || (await readNewestCallId());
    if (callId === null)
      throw new FormProblem("No call in which something was said is kept yet, so there is none to send.");
    const answer = await change<TriedScorer>("POST", triedScorerApiPath, { callId });
    setTried({ ...answer, callId });
    void client.invalidateQueries({ queryKey: scorerQuery().queryKey });
    return null;
  });
  return (
    <Section
      title="Try it on one call"
      text={`Sends it now, ${redacts ? "redacted and masked" : "as it was said"}, by what is saved above. It costs one of today’s requests; nothing of the answer is kept.`}
    >
      <SettingsForm onSubmit={submit} className="flex max-w-xl flex-wrap items-end gap-3">
        <TextField
          {...{ label: "Call", name: "call", maxLength: 400, autoComplete: "off", spellCheck: false }}
          className="min-w-56 flex-1"
          placeholder="Its id or address; empty: the newest with talk"
        />
        <Button type="submit" disabled={busy} className="pointer-fine:h-10">
          {busy ? "Waiting for its answer…" : "Try it"}
        </Button>
      </SettingsForm>
      <div className="mt-2 empty:hidden">{said === null ? null : <Said said={said} />}</div>
      <div role="status" className="mt-3 max-w-xl empty:hidden">
        {tried === null ? null : <Outcome tried={tried} />}
      </div>
    </Section>
  );
}

function Outcome({ tried: { callId, tookMs, sentLines, fault, problems, external } }: { tried: Tried }) {
  return (
    <div className="rounded-lg border border-line-strong/60 px-4 py-3" data-tried={fault ?? "scored"}>
      <p className="mb-2 text-muted text-xs tabular-nums">
        <Link href={callPagePath(callId)} className="underline underline-offset-2">
          The call
        </Link>
        {sentLines === 0 ? null : `, ${sentLines} lines; it took ${(tookMs / 1_000).toFixed(1)} s.`}
      </p>
      {fault === null ? null : <p className="text-sm">It gave no score, because {faultWords(fault)}.</p>}
      {problems.length === 0 ? null : (
        <ul aria-label="What is wrong with its answer" className="mt-2 list-disc pl-5 text-muted text-xs">
          {problems.map((problem) => (
            <li key={problem}>
              <bdi>{problem}</bdi>
            </li>
          ))}
        </ul>
      )}
      {external === null ? null : <ExternalScore external={external} lines={null} />}
    </div>
  );
}
