import type { NewShare } from "@/lib/wire/sharing-contract";
import { grantWords } from "./shared-call";

/** How long links can live, in hours; the first is chosen unless another one is. */
export const LIVES = [
  { hours: 24, label: "1 day" },
  { hours: 1, label: "1 hour" },
  { hours: 8, label: "8 hours" },
  { hours: 168, label: "7 days" },
  { hours: 720, label: "30 days" },
] as const;

const lifeWords = (hours: number): string => LIVES.find((life) => life.hours === hours)?.label ?? `${hours} hours`;

/** What a new link opens, for its maker to read before sending it. */
export function madeWords({ grant, hours, passcode }: NewShare, ended: boolean): string {
  const when = ended ? "" : grant.live ? " as it runs and afterwards" : " once it has ended";
  const how = grant.masked ? "numbers and names shortened" : "with numbers and names";
  const key = passcode === null ? "Whoever has it can open it" : "Whoever has it and its passcode can open it";
  return `It shows this call${when}: ${grantWords(grant)}, ${how}. ${key}, for ${lifeWords(hours)}.`;
}
