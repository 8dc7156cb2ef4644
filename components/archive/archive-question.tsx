"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { change, changeProblem } from "@/lib/queries/change";
import { settingsApiPath } from "@/lib/wire/paths";

/**
 * Asks an admin, above every page of the desk until one of them has said it, whether calls that are over are kept. Nothing
 * is until then.
 * @param children the question, which the server draws
 */
export function ArchiveQuestion({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [state, setState] = useState<"open" | "busy" | "said">("open");
  const [problem, setProblem] = useState<string | null>(null);
  if (state === "said") return null;
  const say = async (keeps: boolean) => {
    setState("busy");
    setProblem(null);
    try {
      await change("PATCH", settingsApiPath, { archive: { keeps } });
    } catch (error) {
      setProblem(changeProblem(error));
      setState("open");
      return;
    }
    setState("said");
    router.refresh();
  };
  return (
    <section aria-label="Keep calls that end?" className="border-line border-b bg-raised px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="min-w-0 flex-1 basis-80 text-sm">{children}</p>
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
