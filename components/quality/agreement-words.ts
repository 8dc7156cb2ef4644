import type { Agreement } from "@/lib/wire/quality-contract";
import { shareText } from "./words";

/** Fewer pairs tell nothing. */
export const TOO_FEW = 10;

type Agreed = Pick<Agreement["byCheck"][number]["rubric"], "pairs" | "percent" | "kappa">;

/** "67 %"; "—" with nothing to count, "too few" below TOO_FEW. */
export function shareWords({ pairs, percent }: Agreed): string {
  if (pairs === 0) return "—";
  return pairs < TOO_FEW ? "too few" : shareText(percent);
}

/** "0.62"; "all alike" where both gave one answer throughout. */
export function kappaWords({ pairs, kappa }: Agreed): string {
  if (pairs === 0) return "—";
  if (pairs < TOO_FEW) return "too few";
  return kappa === null ? "all alike" : kappa.toFixed(2).replace("-", "−");
}
