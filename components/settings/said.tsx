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
