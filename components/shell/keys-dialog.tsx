"use client";

import { Fragment } from "react";
import { Dialog } from "@/components/ui/dialog";
import { KeyCap } from "@/components/ui/key-cap";
import { type KeyBinding, knownKeys, setSingleKeys, useSingleKeys } from "./keys";
import { modKey } from "./mod-key";

const NAMES: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  " ": "Space",
};

function capsOf(keys: string): string[] {
  return keys
    .split("+")
    .map((part) => (part === "mod" ? modKey() : (NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))));
}

/** One line for what several keys do. */
function byLabel(bindings: readonly KeyBinding[]): Map<string, string[]> {
  const ways = new Map<string, string[]>();
  for (const { label, keys } of bindings) {
    const known = ways.get(label) ?? [];
    if (!known.includes(keys)) ways.set(label, [...known, keys]);
  }
  return ways;
}

/** Which keys work on this page, and the switch for those without Ctrl or ⌘. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const singleKeys = useSingleKeys();
  const groups = Map.groupBy
    ? Map.groupBy(knownKeys(), (binding) => binding.group)
    : new Map<string, KeyBinding[]>([["Keys", knownKeys()]]);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Keys">
      <div className="space-y-5 pb-2">
        {[...groups].map(([group, bindings]) => (
          <section key={group}>
            <h3 className="mb-1.5 font-medium text-faint text-xs">{group}</h3>
            <ul className="divide-y divide-line">
              {[...byLabel(bindings)].map(([label, ways]) => (
                <li key={label} className="flex items-center justify-between gap-4 py-1.5">
                  <span>{label}</span>
                  <span className="flex flex-wrap items-center justify-end gap-1">
                    {ways.map((keys, at) => (
                      <Fragment key={keys}>
                        {at === 0 ? null : <span className="text-faint text-xs">or</span>}
                        {capsOf(keys).map((cap) => (
                          <KeyCap key={cap}>{cap}</KeyCap>
                        ))}
                      </Fragment>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <label className="flex items-start gap-3 rounded-lg bg-raised p-3">
          <input
            type="checkbox"
            className="mt-0.5 size-4 accent-action"
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.target.checked)}
          />
          <span>
            <span className="block font-medium">Single-key shortcuts</span>
            <span className="block text-muted text-xs">
              Switch off if you speak to your computer or press keys by accident. Ctrl or ⌘ with a key keeps working.
            </span>
          </span>
        </label>
      </div>
    </Dialog>
  );
}
