"use client";

import { useQuery } from "@tanstack/react-query";
import { calibrationQuery } from "@/lib/queries/quality";
import { Loaded } from "./loading";
import { SideBySide } from "./side-by-side";

/** Calls that two people reviewed, side by side: what reviewers talk over to come to judge alike. */
export function Calibration({ from }: { from: string }) {
  const { data, error, refetch } = useQuery(calibrationQuery(from));
  return (
    <section aria-label="Calls that two people reviewed" className="mt-8">
      <h2 className="font-semibold text-base">Side by side</h2>
      <p className="mt-1 max-w-3xl text-pretty text-muted text-sm">
        Calls that two people reviewed, newest first: what each said of every check, beside the rubric. The second did
        not see what the rubric or the first said.
      </p>
      <div className="mt-3">
        <Loaded data={data} error={error} onRetry={() => void refetch()}>
          {({ calls, isCut }) =>
            calls.length === 0 ? (
              <p className="rounded-xl border border-line bg-surface px-4 py-3 text-muted">
                No call was reviewed by two people in this time. On a review that is done, ask for a second opinion.
              </p>
            ) : (
              <>
                <ul className="space-y-4">
                  {calls.map((call) => (
                    <SideBySide key={call.callId} call={call} />
                  ))}
                </ul>
                {isCut ? (
                  <p className="mt-2 text-muted text-xs">The newest {calls.length}; there are older ones.</p>
                ) : null}
              </>
            )
          }
        </Loaded>
      </div>
    </section>
  );
}
