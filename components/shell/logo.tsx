/** The mark: a ribbon of two voices around a line. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <path d="M2 12h20" className="stroke-line-strong" strokeWidth="1.5" strokeLinecap="round" />
      <rect x="3" y="4" width="5" height="6.5" rx="1.5" className="fill-agent" />
      <rect x="9.5" y="13.5" width="4" height="6.5" rx="1.5" className="fill-caller" />
      <rect x="15" y="4" width="6" height="6.5" rx="1.5" className="fill-agent" />
    </svg>
  );
}
