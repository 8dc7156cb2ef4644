"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useNow } from "@/components/ui/clock";
import { Select } from "@/components/ui/select";

const DAY_MS = 86_400_000;
const SPANS = [7, 28, 90] as const;
const USUAL = 28;

/**
 * The span of time a page of figures is about, in its address (`?days=90`), so that a link shows the same.
 * @returns `from`: ISO 8601, on a whole hour, so that the same is asked for a while
 */
export function useSpan(): { days: number; from: string } {
  const asked = Number(useSearchParams()?.get("days") ?? USUAL);
  const days = SPANS.find((one) => one === asked) ?? USUAL;
  const hourMs = Math.floor(useNow()() / 3_600_000) * 3_600_000;
  return { days, from: new Date(hourMs - days * DAY_MS).toISOString() };
}

/** Chooses the span; the rest of the address stays. */
export function SpanChoice() {
  const router = useRouter();
  const { days } = useSpan();
  const search = useSearchParams();
  return (
    <Select
      label="Span"
      value={days}
      onChange={({ target }) => {
        const next = new URLSearchParams(search ?? undefined);
        next.set("days", target.value);
        router.replace(`?${next}`, { scroll: false });
      }}
    >
      {SPANS.map((one) => (
        <option key={one} value={one}>
          Last {one} days
        </option>
      ))}
    </Select>
  );
}
