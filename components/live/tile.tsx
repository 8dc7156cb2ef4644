"use client";

import clsx from "clsx";
import { type ReactNode, useId } from "react";
import { SeverityIcon } from "@/components/shell/severity-icon";
import { Link } from "@/components/ui/link";
import { Sparkline } from "./sparkline";

type Shows = { on: boolean; press: () => void };

/**
 * A number with its name; `shows`: pressed, it shows the calls it counts; `path`: pressed, it leads to them. `note` null: there
 * is none now. On a phone, where notes stand beneath numbers, its room is kept: numbers of a row are level, and the board moves
 * for no note that comes.
 */
export function Tile({
  label,
  value,
  note,
  chart,
  tone = "calm",
  shows,
  path,
}: {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  chart?: { at: string; value: number | null }[];
  tone?: "calm" | "warning" | "critical";
  shows?: Shows;
  path?: string;
}) {
  const id = useId();
  return (
    <div
      className={clsx(
        "relative flex min-w-0 flex-col px-3 py-2 sm:px-4 sm:py-2.5 short:shrink-0 short:grow short:flex-row short:items-center short:gap-1.5 short:px-2.5 short:py-1",
        "has-[[data-tile]:focus-visible]:outline-2 has-[[data-tile]:focus-visible]:outline-focus has-[[data-tile]:focus-visible]:-outline-offset-2",
        (shows || path) && "hover:bg-raised",
        shows?.on ? "bg-raised shadow-[inset_0_-3px_0_var(--text)]" : "bg-surface",
      )}
    >
      <dt id={`${id}label`} className="text-balance text-muted text-xs short:whitespace-nowrap">
        {label}
      </dt>
      <dd
        className={clsx(
          "mt-auto flex items-end gap-x-3 max-sm:flex-wrap max-sm:content-start short:mt-0 short:flex-nowrap short:items-center",
          note !== undefined && "max-sm:min-h-13 short:min-h-0",
        )}
      >
        <span
          className={clsx(
            "flex items-center gap-1.5 whitespace-nowrap font-semibold text-lg leading-7 sm:text-xl sm:leading-9 short:text-base short:leading-6",
            tone === "critical" && "text-critical",
            tone === "warning" && "text-warning",
          )}
        >
          {tone === "calm" ? null : <SeverityIcon severity={tone} className="size-5 short:size-4" />}
          {shows ? (
            <button
              type="button"
              data-tile
              id={`${id}value`}
              aria-labelledby={`${id}label ${id}value`}
              aria-pressed={shows.on}
              onClick={shows.press}
              title={shows.on ? "Show all calls" : "Show these calls"}
              className="min-w-6 text-left outline-none after:absolute after:inset-0"
            >
              {value}
            </button>
          ) : path ? (
            <Link
              href={path}
              data-tile
              id={`${id}value`}
              aria-labelledby={`${id}label ${id}value`}
              title="Show these calls"
              className="min-w-6 outline-none after:absolute after:inset-0"
            >
              {value}
            </Link>
          ) : (
            value
          )}
        </span>
        {note ? (
          <span className="text-muted text-xs sm:whitespace-nowrap sm:pb-1.5 short:whitespace-nowrap short:pb-0">
            {note}
          </span>
        ) : null}
        {chart ? <Sparkline points={chart} /> : null}
      </dd>
    </div>
  );
}

/** How many of them are critical, and these alone. */
export function CriticalButton({ count, shows }: { count: number; shows: Shows }) {
  return (
    <button
      type="button"
      aria-pressed={shows.on}
      onClick={shows.press}
      title={shows.on ? "Show all calls" : "Show critical calls only"}
      className={clsx(
        "relative z-10 -mx-1 min-h-6 rounded px-1 underline decoration-dotted underline-offset-2 hover:text-text hover:decoration-solid pointer-coarse:-my-3 pointer-coarse:min-h-11",
        shows.on ? "bg-action text-on-action hover:text-on-action" : "text-critical",
      )}
    >
      {count} critical
    </button>
  );
}
