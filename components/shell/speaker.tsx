import clsx from "clsx";

type SpeakerKind = "agent" | "caller" | "other";

const WORDS: Record<SpeakerKind, string> = { agent: "Agent", caller: "Caller", other: "Other" };

/** Who speaks: a word, a hue and a shape that differs too (agent filled, caller ringed). */
export function SpeakerMark({ kind, className }: { kind: SpeakerKind; className?: string }) {
  return (
    <svg
      viewBox="0 0 10 10"
      role="img"
      aria-label={WORDS[kind]}
      className={clsx("inline-block size-2.5 shrink-0", className)}
    >
      {kind === "agent" ? <rect x="1" y="1" width="8" height="8" rx="2.5" className="fill-agent" /> : null}
      {kind === "caller" ? (
        <circle cx="5" cy="5" r="3.2" fill="none" strokeWidth="2.2" className="stroke-caller" />
      ) : null}
      {kind === "other" ? <path d="M1 5h8" strokeWidth="2" className="stroke-quiet" /> : null}
    </svg>
  );
}
