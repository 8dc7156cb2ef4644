"use client";

import { TextField } from "@/components/ui/field";

/** A number; what cannot be read as one stands there as it was typed and counts as NaN. `isOptional`: empty is null. */
export function NumberField({
  label,
  value,
  unit = 1,
  error,
  onChange,
}: {
  label: string;
  value: number | null;
  /** by which what is typed is multiplied, such as 1000 for seconds of milliseconds */
  unit?: number;
  error: string | undefined;
  onChange: (value: number | null) => void;
}) {
  return (
    <TextField
      {...{ label, error: error ?? null, inputMode: "decimal", autoComplete: "off" }}
      className="w-36"
      defaultValue={value === null || Number.isNaN(value) ? "" : String(value / unit)}
      onChange={({ target }) => {
        const text = target.value.trim().replace(",", ".");
        onChange(text === "" ? null : Number(text) * unit);
      }}
    />
  );
}
