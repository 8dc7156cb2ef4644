"use client";

import clsx from "clsx";

const REASONS = ["Wrong number", "Agent is stuck", "Caller asked for it", "Abuse", "Test call"];
/** As the server takes it. */
const LONGEST_REASON = 120;

/** Why the call is ended: one tap, or own words, or nothing. */
export function EndReason({ reason, onReason }: { reason: string; onReason: (reason: string) => void }) {
  return (
    <fieldset className="mt-4">
      <legend className="font-medium text-sm">
        Why? <span className="font-normal text-muted">(optional)</span>
      </legend>
      <div className="mt-2 flex flex-wrap gap-2">
        {REASONS.map((given) => {
          const chosen = reason === given;
          return (
            <button
              key={given}
              type="button"
              aria-pressed={chosen}
              onClick={() => onReason(chosen ? "" : given)}
              className={clsx(
                "h-8 rounded-full border px-3 text-sm pointer-coarse:h-11",
                chosen ? "border-action bg-action text-on-action" : "border-line-strong/60 hover:bg-raised",
              )}
            >
              {given}
            </button>
          );
        })}
      </div>
      <input
        aria-label="In your own words"
        placeholder="In your own words"
        value={REASONS.includes(reason) ? "" : reason}
        maxLength={LONGEST_REASON}
        autoComplete="off"
        onChange={(event) => onReason(event.target.value)}
        className="mt-2 h-10 w-full rounded-lg border border-line-strong/60 bg-surface px-3 text-sm placeholder:text-faint pointer-coarse:h-11"
      />
      <p className="mt-1 text-muted text-xs">
        Kept in the audit trail and shown with the call to those who may end calls. Leave out numbers and names.
      </p>
    </fieldset>
  );
}
