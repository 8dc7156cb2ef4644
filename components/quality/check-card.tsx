"use client";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ChevronDown, ChevronUp, X } from "@/components/ui/icons";
import type { Check } from "@/lib/wire/quality-contract";
import { CheckFields } from "./check-fields";
import { NumberField } from "./number-field";
import { KIND_WORDS } from "./words";

/** One check of a rubric being changed. `problems` by the name of the field. */
export function CheckCard({
  check,
  problems,
  onChange,
  onMove,
  onRemove,
}: {
  check: Check;
  problems: Readonly<Record<string, string>>;
  onChange: (check: Check) => void;
  /** null: it is the first, or the last */
  onMove: { up: (() => void) | null; down: (() => void) | null };
  onRemove: () => void;
}) {
  const { name, text } = KIND_WORDS[check.kind];
  const called = check.title.trim() || name;
  return (
    <li data-check={check.key} className="rounded-xl border border-line bg-surface p-4">
      <div className="flex items-center justify-between gap-3">
        <p className="min-w-0 text-muted text-sm">
          <span className="font-medium text-text">{name}.</span> {text}
        </p>
        <div className="flex shrink-0">
          <Move label={`Move up: ${called}`} onClick={onMove.up} icon={<ChevronUp aria-hidden />} />
          <Move label={`Move down: ${called}`} onClick={onMove.down} icon={<ChevronDown aria-hidden />} />
          <Button variant="ghost" size="icon" aria-label={`Remove: ${called}`} title="Remove" onClick={onRemove}>
            <X aria-hidden />
          </Button>
        </div>
      </div>
      <div className="mt-2 flex flex-wrap items-start gap-3">
        <TextField
          label="Name"
          className="min-w-48 flex-1"
          maxLength={80}
          error={problems.title ?? null}
          value={check.title}
          onChange={({ target }) => onChange({ ...check, title: target.value })}
        />
        <NumberField
          label="Weight, 0 to 100"
          value={check.weight}
          error={problems.weight}
          onChange={(value) => onChange({ ...check, weight: value ?? Number.NaN })}
        />
        <CheckFields {...{ check, problems, onChange }} />
      </div>
    </li>
  );
}

function Move({ label, onClick, icon }: { label: string; onClick: (() => void) | null; icon: React.ReactNode }) {
  return (
    <Button variant="ghost" size="icon" aria-label={label} disabled={onClick === null} onClick={onClick ?? undefined}>
      {icon}
    </Button>
  );
}
