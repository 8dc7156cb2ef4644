import { ClockTime } from "./clock-time";

/** Says beside old data that its ages stand still, and where. `timeZone`: where it is not the reader's own that counts. */
export function AgesNote({ at, timeZone }: { at: number | null; timeZone?: string }) {
  if (at === null) return null;
  return (
    <span data-ages-stand>
      Ages stand as of <ClockTime at={at} timeZone={timeZone} />.
    </span>
  );
}
