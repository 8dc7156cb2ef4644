import type { CallsRow } from "./rows";
import type { Selection } from "./use-selection";

/** Chooses every call of this page that can be, or none of them. */
export function SelectPage({ rows, selection }: { rows: readonly CallsRow[]; selection: Selection }) {
  const ids = rows.filter(({ isKept }) => isKept).map(({ id }) => id);
  const count = ids.filter(selection.has).length;
  const isAll = ids.length > 0 && count === ids.length;
  const others = () => selection.callIds.filter((id) => !ids.includes(id));
  return (
    <input
      type="checkbox"
      aria-label="Choose all calls of this page"
      checked={isAll}
      disabled={ids.length === 0}
      ref={(box) => {
        if (box !== null) box.indeterminate = count > 0 && !isAll;
      }}
      onChange={() => selection.set(isAll ? others() : [...others(), ...ids])}
      className="size-4 accent-action align-middle"
    />
  );
}
