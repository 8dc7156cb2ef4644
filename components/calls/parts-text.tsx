import { SaidText } from "@/components/shell/said-text";
import type { ArchiveHitParts } from "@/lib/wire/archive-contract";

/** Words with what was found in them marked. It is text, whatever it looks like. */
export function PartsText({ parts }: { parts: ArchiveHitParts }) {
  let at = 0;
  return parts.map(({ text, isHit }) => {
    const key = at;
    at += text.length;
    return isHit ? (
      <mark
        key={key}
        className="rounded-sm bg-focus/25 px-px font-medium text-inherit underline decoration-1 decoration-focus underline-offset-2"
      >
        <SaidText text={text} />
      </mark>
    ) : (
      <SaidText key={key} text={text} />
    );
  });
}
