import type { ReactNode } from "react";

/** What a page with a frame of its own begins with: its title, a sentence on it, and what can be done with all of it. */
export function PageHeading({
  title,
  text,
  action,
}: {
  title: string;
  text?: ReactNode | undefined;
  action?: ReactNode | undefined;
}) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-w-2xl flex-1 basis-72">
        <h1 className="wrap-anywhere font-semibold text-lg">{title}</h1>
        {text ? <div className="mt-1 text-pretty text-muted text-sm">{text}</div> : null}
      </div>
      {action}
    </div>
  );
}
