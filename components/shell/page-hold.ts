"use client";

import { isPaused } from "./pause";

/** Fields somebody has typed or chosen in, whatever became of that since. */
const touched = new WeakSet<Element>();
let lastTouchMs = 0;

if (typeof document !== "undefined") {
  const onInput = (event: Event) => {
    if (event.isTrusted && event.target instanceof Element) touched.add(event.target);
  };
  const onTouch = () => {
    lastTouchMs = performance.now();
  };
  document.addEventListener("input", onInput, true);
  document.addEventListener("change", onInput, true);
  for (const kind of ["pointerdown", "keydown", "wheel", "touchstart"] as const) {
    document.addEventListener(kind, onTouch, { capture: true, passive: true });
  }
}

/** Milliseconds since somebody last pressed, typed or scrolled on this page, or since it was loaded. */
export const untouchedMs = () => performance.now() - lastTouchMs;

/**
 * Whether loading the page anew would take something from its reader: an open dialog, something typed, a paused moment,
 * a place in a transcript. What lives in the address (`data-kept`) comes back and counts for nothing.
 */
export function holdsSomething(): boolean {
  if (isPaused()) return true;
  if (document.querySelector("dialog[open], [role=dialog], [data-holds-page]") !== null) return true;
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
    "input, textarea, select",
  );
  return [...fields].some((field) => touched.has(field) && !isEmpty(field) && field.closest("[data-kept]") === null);
}

function isEmpty(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): boolean {
  const isChoice = field instanceof HTMLSelectElement || field.type === "checkbox" || field.type === "radio";
  return !isChoice && field.value === "";
}
