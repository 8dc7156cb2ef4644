"use client";

import { type FormEvent, useState } from "react";
import { isNamed } from "@/lib/errors/named";
import { accessProblem } from "@/lib/queries/access-words";

type Said = { problem: boolean; words: string } | null;

/**
 * A small form: `run` gets what was typed and resolves with the words for success (null: none); what it throws is
 * told in words. Nothing that was typed is lost on the way.
 */
export function useForm(run: (form: FormData) => Promise<string | null>) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setSaid(null);
    try {
      const words = await run(form);
      setSaid(words === null ? null : { problem: false, words });
    } catch (error) {
      setSaid({
        problem: true,
        words: isNamed<FormProblem>(error, "FormProblem") ? error.message : accessProblem(error),
      });
    }
    setBusy(false);
  };
  return { busy, said, submit, clear: () => setSaid(null), say: (words: string) => setSaid({ problem: false, words }) };
}

/** Something a form can tell by itself, in words for the reader. */
export class FormProblem extends Error {
  override readonly name = "FormProblem";
}
