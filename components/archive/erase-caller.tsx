"use client";

import { useState } from "react";
import { Section } from "@/components/settings/rows";
import { Said } from "@/components/settings/said";
import { useForm } from "@/components/settings/use-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { TextField } from "@/components/ui/field";
import { problemOf } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import type { Erasure } from "@/lib/wire/archive-contract";
import { erasuresApiPath } from "@/lib/wire/paths";

const callWords = (count: number) => (count === 1 ? "1 call" : `${count.toLocaleString("en-GB")} calls`);
const fileWords = (count: number) => (count === 1 ? "1 export file" : `${count.toLocaleString("en-GB")} export files`);

/** What is about to go. Whoever wrote such a file loses the other calls in it, too, so it is said before. */
function lossOf({ calls, exports }: Pick<Erasure, "calls" | "exports">): string {
  if (calls === 0) return "No call of this number is kept. Its later calls will not be kept either.";
  const files =
    exports === 0
      ? "No export file that is kept here holds one of them."
      : `${fileWords(exports)} kept here ${exports === 1 ? "holds" : "hold"} some of them and will be deleted, too; whoever asked for ${exports === 1 ? "it sees" : "them sees"} why and exports anew.`;
  return `${callWords(calls)} of this number will be deleted for good. ${files}`;
}

/** Takes everything kept of one caller out of the archive, by their number, after saying how much that is. */
export function EraseCaller() {
  const [asking, setAsking] = useState<(Pick<Erasure, "calls" | "exports"> & { phoneNumber: string }) | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { busy, said, submit, say } = useForm(async (form) => {
    const phoneNumber = String(form.get("phoneNumber") ?? "").trim();
    const isNumber = phoneNumber.replace(/\D/g, "").length >= 5;
    setProblem(isNumber ? null : "A number with its country’s digits, such as +14155552671.");
    if (!isNumber) return null;
    const { calls, exports } = await change<Erasure>("POST", erasuresApiPath, { phoneNumber });
    setAsking({ phoneNumber, calls, exports });
    return null;
  });
  const erase = () =>
    problemOf(async () => {
      if (asking === null) return;
      const { calls, exports, isScrubbed } = await change<Erasure>("POST", erasuresApiPath, {
        phoneNumber: asking.phoneNumber,
        confirm: true,
      });
      const files =
        exports === 0 ? "" : ` ${fileWords(exports)} that held some of them ${exports === 1 ? "is" : "are"} deleted.`;
      const rest = isScrubbed ? "" : " What is left of them in files goes in a quiet hour of the night.";
      say(`${callWords(calls)} erased. Calls of this number are not kept any more.${files}${rest}`);
    });
  return (
    <form onSubmit={submit} noValidate>
      <Section
        title="Erase a caller"
        text="Everything kept of a number’s calls goes for good: what was said, facts, measures. Its later calls are not kept either, and nothing brings old ones back. The call service, backups made before and files that somebody has downloaded keep what they have; export files kept here go if they hold one of the calls."
      >
        <div className="flex max-w-xl flex-wrap items-end gap-3">
          <TextField
            name="phoneNumber"
            label="Phone number"
            inputMode="tel"
            autoComplete="off"
            error={problem}
            className="min-w-0 flex-1 basis-56"
          />
          <Button type="submit" disabled={busy}>
            Look what there is…
          </Button>
        </div>
        <Said said={said} />
      </Section>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title="Erase this caller?"
        confirm="Erase for good"
        onConfirm={erase}
      >
        {asking === null ? null : `${lossOf(asking)} This cannot be taken back.`}
      </ConfirmDialog>
    </form>
  );
}
