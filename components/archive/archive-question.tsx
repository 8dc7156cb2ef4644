"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { problemOf } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import { settingsApiPath, settingsPagePath } from "@/lib/wire/paths";

/**
 * Asks an admin, above every page of the desk until one of them has said it, whether calls that are over are kept. Nothing
 * is until then.
 */
export function ArchiveQuestion() {
  const router = useRouter();
  const [state, setState] = useState<"open" | "busy" | "said">("open");
  const [problem, setProblem] = useState<string | null>(null);
  if (state === "said") return null;
  const say = async (keeps: boolean) => {
    setState("busy");
    setProblem(null);
    const words = await problemOf(async () => void (await change("PATCH", settingsApiPath, { archive: { keeps } })));
    setProblem(words);
    setState(words === null ? "said" : "open");
    if (words === null) router.refresh();
  };
  return (
    <section aria-label="Keep calls that end?" className="border-line border-b bg-raised px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="min-w-0 flex-1 basis-80 text-sm">
          <strong className="font-semibold">Keep calls that end?</strong> Earshot can keep what was said, so that every
          call can be found, looked at and exported later: talk for 90 days, facts for 400. It lies in Earshot’s own
          database, which does not encrypt it. Until you decide, nothing is kept.{" "}
          <a href={settingsPagePath("data")} className="underline underline-offset-2">
            What is kept, and how long
          </a>
        </p>
        <div className="flex gap-2">
          <Button variant="primary" disabled={state === "busy"} onClick={() => void say(true)}>
            Keep calls
          </Button>
          <Button disabled={state === "busy"} onClick={() => void say(false)}>
            Don’t keep them
          </Button>
        </div>
      </div>
      {problem === null ? null : (
        <p role="alert" className="mt-2 text-critical text-sm">
          {problem}
        </p>
      )}
    </section>
  );
}
