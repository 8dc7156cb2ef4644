import clsx from "clsx";

/** What went wrong with a button, beneath it. */
export function Problem({ words, className }: { words: string | null; className?: string }) {
  if (words === null) return null;
  return (
    <p role="alert" className={clsx("mt-1 text-critical text-xs", className)}>
      {words}
    </p>
  );
}

/** What came of a form, where a screen reader hears it. */
export function Said({ said }: { said: { problem: boolean; words: string } | null }) {
  return (
    <p
      role={said?.problem ? "alert" : "status"}
      className={said?.problem ? "text-critical text-sm" : "text-muted text-sm"}
    >
      {said?.words}
    </p>
  );
}
