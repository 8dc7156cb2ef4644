/** One key of a keyboard. */
export function KeyCap({ children }: { children: string }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded border border-line-strong/50 bg-surface px-1 font-medium font-sans text-[0.6875rem] text-muted leading-none">
      {children}
    </kbd>
  );
}
