"use client";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { accessErrorWords } from "@/lib/queries/access-words";
import type { FetchReason } from "@/lib/wire/fetch-json";

/** Asks for the link's passcode; what was typed stays when it was wrong. */
export function PasscodeForm({
  problem,
  busy,
  onAnswer,
}: {
  problem: FetchReason | null;
  busy: boolean;
  onAnswer: (passcode: string) => void;
}) {
  const words = problem === null ? null : accessErrorWords(problem, "change");
  return (
    <div className="mx-auto my-auto w-full max-w-sm px-4 py-10">
      <form
        className="grid gap-4 rounded-2xl border border-line bg-surface p-6"
        onSubmit={(event) => {
          event.preventDefault();
          onAnswer(String(new FormData(event.currentTarget).get("passcode") ?? ""));
        }}
      >
        <div>
          <h1 className="font-semibold text-base">This link asks for a passcode</h1>
          <p className="mt-1 text-muted text-sm">Whoever sent you the link knows it.</p>
        </div>
        <TextField
          label="Passcode"
          name="passcode"
          type="password"
          autoComplete="off"
          required
          autoFocus
          maxLength={64}
          error={words && `${words.title}. ${words.text}`}
        />
        <Button type="submit" variant="primary" disabled={busy}>
          {busy ? "Opening…" : "Open the call"}
        </Button>
      </form>
    </div>
  );
}
