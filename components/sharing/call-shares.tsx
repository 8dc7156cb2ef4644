"use client";

import { useQuery } from "@tanstack/react-query";
import { accessErrorWords } from "@/lib/queries/access-words";
import { sharesQuery } from "@/lib/queries/shares";
import { ShareRow } from "./share-row";

/** The links to this call that work now, each with its end. */
export function CallShares({ callId }: { callId: string }) {
  const { data, error } = useQuery(sharesQuery({ callId, state: "active" }));
  if (data === undefined) {
    return error === null ? null : (
      <p role="alert" className="border-line border-t py-3 text-muted text-xs">
        The links that exist cannot be listed. {accessErrorWords(error.reason, "settings").title}.
      </p>
    );
  }
  const { shares } = data.data;
  if (shares.length === 0) return null;
  return (
    <section aria-labelledby="call-shares" className="mt-4 border-line border-t pt-4 pb-2">
      <h3 id="call-shares" className="mb-2 font-medium text-sm">
        Links to this call
      </h3>
      <ul aria-label="Links to this call" className="divide-y divide-line rounded-xl border border-line">
        {shares.map((share) => (
          <ShareRow key={share.id} share={share} showCall={false} showMaker={data.meta.all} />
        ))}
      </ul>
    </section>
  );
}
