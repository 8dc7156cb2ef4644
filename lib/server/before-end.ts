import "server-only";

const DOOR = Symbol.for("earshot.door");

/** Has the door wait for this before the process ends (lib/door/door.mjs). */
export function beforeEnd(leave: () => Promise<void>): void {
  (globalThis as { [DOOR]?: { leaving?: Set<() => Promise<void>> } })[DOOR]?.leaving?.add(leave);
}
