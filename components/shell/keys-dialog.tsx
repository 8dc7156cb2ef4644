"use client";

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
              {bindings.map((binding) => (
                <li key={`${binding.keys} ${binding.label}`} className="flex items-center justify-between gap-4 py-1.5">
                  <span>{binding.label}</span>
                  <span className="flex gap-1">
                    {capsOf(binding.keys).map((cap) => (
                      <KeyCap key={cap}>{cap}</KeyCap>
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
