import type { BucketFigures } from "@/lib/wire/analytics-contract";
import { countText, decimalText, responseText, shareText } from "../words";
import { type PlacedBucket, partialWords, type Unit } from "./chart";

/** How a value of a unit is written. */
export function unitText(unit: Unit): (value: number | null) => string {
  switch (unit) {
    case "count":
      return countText;
    case "share":
      return shareText;
    case "decimal":
    case "score":
      return decimalText;
    case "milliseconds":
      return responseText;
    case "seconds":
      return (value) => responseText(value === null ? null : value * 1_000);
  }
}

export const headOf = (bucket: string): string => bucket.charAt(0).toUpperCase() + bucket.slice(1);
export const onWords = (bucket: string): string => (bucket === "week" ? "in the week" : "on");
export const labelOf = ({ label, bucket }: PlacedBucket, asOf: string): string => {
  const partial = partialWords(bucket, asOf);
  return partial === null ? label : `${label} (${partial.toLowerCase()})`;
};

export function tipOf(one: PlacedBucket, asOf: string, lines: string[]): readonly [string, ...string[]] {
  const partial = partialWords(one.bucket, asOf);
  return [one.label, ...lines, ...(partial === null ? [] : [partial])];
}

type Of = (bucket: BucketFigures) => number | null;

/** The bucket of the highest value; null: none is above 0. */
export function mostOf(buckets: readonly PlacedBucket[], of: Of): PlacedBucket | null {
  let top: PlacedBucket | null = null;
  for (const one of buckets) if ((of(one.bucket) ?? 0) > (top === null ? 0 : (of(top.bucket) ?? 0))) top = one;
  return top;
}

/** Of whole buckets the one of the lowest value; null: fewer than two are known. */
export function leastOf(buckets: readonly PlacedBucket[], of: Of): PlacedBucket | null {
  const known = buckets.filter(({ bucket }) => !bucket.isPartial && of(bucket) !== null);
  if (known.length < 2) return null;
  return known.reduce((least, one) => ((of(one.bucket) ?? 1) < (of(least.bucket) ?? 1) ? one : least));
}
