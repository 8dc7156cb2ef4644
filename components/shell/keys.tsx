"use client";

import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";

/**
 * `keys` is one key as `KeyboardEvent.key` names it ("p", "/", "?", "ArrowDown"), or "mod+k" for Ctrl or ⌘. Without
 * `run` the line is only told in the list of keys: the element itself handles it.
 */
export type KeyBinding = {
  keys: string;
  label: string;
  group: "Everywhere" | "Live board" | "Calls" | "Call" | "Analytics" | "Quality" | "Wall";
  run?: (event: KeyboardEvent) => void;
  /** false: the key keeps what it means to the element it was pressed on */
  when?: (event: KeyboardEvent) => boolean;
};

const registry = new Set<{ current: KeyBinding[] }>();
const STORAGE_KEY = "earshot_single_keys";
const listeners = new Set<() => void>();

/** Registers keys while the component is mounted; the list under `?` shows them. */
export function useKeys(bindings: KeyBinding[]) {
  const latest = useRef(bindings);
  // With what they are for on the screen: a key pressed as soon as that is seen is heard.
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  useLayoutEffect(() => {
    registry.add(latest);
    return () => {
      registry.delete(latest);
    };
  }, []);
}

/** Every key that works right now. */
export function knownKeys(): KeyBinding[] {
  return [...registry].flatMap((entry) => entry.current);
}

/** Keys without Ctrl or ⌘ can be switched off (WCAG 2.1.4): speech input would press them by accident. */
export function setSingleKeys(on: boolean) {
  try {
    if (on) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, "off");
  } catch {
    // A browser that keeps nothing still has keys; the choice just does not last.
  }
  for (const listener of listeners) listener();
}

function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== "off";
  } catch {
    return true;
  }
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    singleKeysOn,
    () => true,
  );
}

/** True where a key belongs to what the person is typing or choosing. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [role=combobox], [role=slider]") !== null)
  );
}

const SCROLL_KEYS = new Set([
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "PageUp",
  "PageDown",
  "Home",
  "End",
  " ",
]);

/** True where a key moves a panel beside the page, which has the focus, and not what the page is about. */
function scrollsItself({ key, target }: KeyboardEvent): boolean {
  return SCROLL_KEYS.has(key) && target instanceof Element && target.closest("aside") !== null;
}

/** The one listener of the page. Mounted once, in `Providers`. */
export function useKeyboard() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const modified = event.ctrlKey || event.metaKey;
      if (!modified && (isTyping(event.target) || scrollsItself(event) || !singleKeysOn())) return;
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const pressed = modified ? `mod+${name}` : name;
      const binding = knownKeys().findLast((known) => known.keys === pressed && known.run);
      // A question on the screen takes the keyboard for itself.
      const asked = document.querySelector("dialog[open], [role=dialog], [role=alertdialog]") !== null;
      if (!binding?.run || binding.when?.(event) === false || (asked && !modified)) return;
      event.preventDefault();
      // Held down, arrows go on; what turns something on or off happens once.
      if (asked || (event.repeat && !name.startsWith("Arrow"))) return;
      binding.run(event);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
