"use client";

import clsx from "clsx";
import { useId, useState } from "react";
import { dayText, readDay } from "@/lib/format/day-text";

/**
 * A day, typed and shown as every date here is: "26 Nov 2026". The browser's own field would follow its language instead.
 * @param day "2026-11-26"; "" for none
 */
export function DayField({ label, day, onChange }: { label: string; day: string; onChange: (day: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(day === "" ? "" : dayText(day));
  const [isWrong, setWrong] = useState(false);
  const take = (text: string) => {
    setTyped(text);
    const read = readDay(text);
    if (read !== null || text.trim() === "") {
      setWrong(false);
      onChange(read ?? "");
    }
  };
  const settle = () => {
    const read = readDay(typed);
    setWrong(read === null && typed.trim() !== "");
    if (read !== null) setTyped(dayText(read));
    else if (typed.trim() !== "") onChange("");
  };
  return (
    <div>
      <div className="flex items-center gap-1.5">
        <label htmlFor={id} className="text-muted text-xs">
          {label}
        </label>
        <input
          id={id}
          value={typed}
          onChange={(event) => take(event.target.value)}
          onBlur={settle}
          placeholder="e.g. 26 Nov 2026"
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? `${id}-wrong` : undefined}
          maxLength={30}
          autoComplete="off"
          className={clsx(
            "h-9 w-40 rounded-lg border bg-surface px-2.5 text-sm placeholder:text-faint pointer-coarse:h-11",
            isWrong ? "border-critical" : "border-line-strong/60",
          )}
        />
      </div>
      {isWrong ? (
        <p id={`${id}-wrong`} className="mt-1 text-critical text-xs">
          A day, such as 26 Nov 2026.
        </p>
      ) : null}
    </div>
  );
}
