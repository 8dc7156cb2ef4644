"use client";

import clsx from "clsx";
import { type KeyboardEvent, useRef, useState } from "react";
import { Link } from "@/components/ui/link";

/** A place of a drawing that can be pointed at: in per cent of the layer. `tip`: what it is, then what it shows. */
export type Hit = {
  key: string;
  left: number;
  top: number;
  width: number;
  height: number;
  tip: readonly [string, ...string[]];
  href: string | null;
};

/**
 * The places of a drawing as links to their calls: pressed by pointer, reached by Tab once and then by the arrows, and told by
 * name. What a place shows stands beside it while it is pointed at or has the focus; Escape takes that away.
 * @param step places that lie between one and the one below it; 1: up and down do what left and right do
 */
export function HitLayer({ label, hits, step = 1 }: { label: string; hits: readonly Hit[]; step?: number }) {
  const layer = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  const stop =
    at !== null && at < hits.length
      ? at
      : Math.max(
          0,
          hits.findLastIndex(({ href }) => href !== null),
        );
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -step, ArrowDown: step, Home: -hits.length, End: hits.length };
    if (event.key === "Escape") setShown(null);
    if (!(event.key in by) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const wanted = stop + by[event.key as keyof typeof by];
    const isEdge = event.key === "Home" || event.key === "End";
    const next = isEdge ? Math.max(0, Math.min(hits.length - 1, wanted)) : wanted;
    if (hits[next] === undefined) return;
    layer.current?.querySelectorAll<HTMLElement>("[data-hit]")[next]?.focus();
  };
  const tip = shown === null ? undefined : hits[shown];
  return (
    // biome-ignore lint/a11y/useSemanticElements: places of a picture, which no fieldset is
    <div
      ref={layer}
      role="group"
      aria-label={`${label}: arrow keys move, Enter opens the calls`}
      className="absolute inset-0"
      onKeyDown={move}
      onMouseLeave={() => setShown(null)}
      onBlur={() => setShown(null)}
    >
      {hits.map((hit, place) => {
        const props = {
          "data-hit": true,
          tabIndex: place === stop ? 0 : -1,
          "aria-label": hit.tip.join(", "),
          onFocus: () => {
            setAt(place);
            setShown(place);
          },
          onMouseEnter: () => setShown(place),
          style: { left: `${hit.left}%`, top: `${hit.top}%`, width: `${hit.width}%`, height: `${hit.height}%` },
          className: clsx(
            "absolute rounded-sm outline-offset-0 hover:bg-text/8 focus-visible:bg-text/8",
            hit.href === null && "cursor-default",
          ),
        };
        return hit.href === null ? (
          <span key={hit.key} role="img" {...props} />
        ) : (
          <Link key={hit.key} href={hit.href} {...props} />
        );
      })}
      {tip === undefined ? null : <Tip hit={tip} />}
    </div>
  );
}

function Tip({ hit }: { hit: Hit }) {
  const isRight = hit.left + hit.width / 2 > 55;
  const isWide = hit.width > 60;
  // Never past the edge of the drawing, which on a phone is that of the page.
  const within = (percent: number) => `max(0px, min(${percent}%, 100% - 14rem))`;
  const [title, ...lines] = hit.tip;
  return (
    <div
      aria-hidden
      data-tip
      style={{
        ...(isWide
          ? { left: "40%" }
          : isRight
            ? { right: within(101 - hit.left) }
            : { left: within(hit.left + hit.width + 1) }),
        ...(hit.top > 55 ? { bottom: `${100 - hit.top - hit.height}%` } : { top: `${Math.max(0, hit.top)}%` }),
      }}
      className="pointer-events-none absolute z-10 w-max max-w-56 rounded-lg border border-line-strong bg-surface px-2.5 py-1.5 text-xs shadow-float"
    >
      <p className="font-medium">{title}</p>
      {lines.map((line) => (
        <p key={line} className="text-muted">
          {line}
        </p>
      ))}
      {hit.href === null ? null : <p className="mt-1 text-faint">Opens the calls</p>}
    </div>
  );
}
