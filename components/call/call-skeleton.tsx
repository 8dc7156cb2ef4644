/** Until the first answer: the page's own shape, and words for whoever cannot see it. */
export function CallSkeleton() {
  return (
    <div className="flex flex-1 flex-col bg-surface" data-call-view="loading">
      <p role="status" className="border-line border-b px-4 py-5 text-muted">
        Reading the call…
      </p>
      <div aria-hidden className="space-y-3 p-4">
        {["w-2/5", "ml-auto w-1/3", "w-1/2", "ml-auto w-1/4"].map((width) => (
          <div key={width} className={`h-14 rounded-lg bg-raised ${width}`} />
        ))}
      </div>
    </div>
  );
}
