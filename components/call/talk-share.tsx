import type { TalkMeasures } from "@/lib/calls/talk-measures";

/** Who talked how much, as a bar and in words. */
export function TalkShare({ share }: { share: TalkMeasures["talkShare"] }) {
  if (share === null) return null;
  const parts = [
    { name: "Agent", part: share.agent, className: "bg-agent" },
    { name: "Caller", part: share.caller, className: "bg-caller" },
    { name: "Others", part: share.other, className: "bg-quiet" },
  ].filter(({ part }) => part > 0);
  return (
    <div className="mt-2">
      <div className="text-muted">Talk share, by characters</div>
      <div aria-hidden className="mt-1.5 flex h-2 gap-0.5 overflow-hidden rounded-full">
        {parts.map(({ name, part, className }) => (
          <div key={name} className={`${className} forced-color-adjust-none`} style={{ width: `${part * 100}%` }} />
        ))}
      </div>
      <div className="mt-1 flex flex-wrap gap-x-4 text-xs">
        {parts.map(({ name, part, className }) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={`size-2 rounded-full ${className} forced-color-adjust-none`} />
            {name} {Math.round(part * 100)} %
          </span>
        ))}
      </div>
    </div>
  );
}
