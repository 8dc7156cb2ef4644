import type { ReactNode } from "react";
import { FreshnessIndicator } from "@/components/shell/freshness";
import { Logo } from "@/components/shell/logo";
import { ThemeButton } from "@/components/shell/theme-button";
import type { AnswerFreshness, FetchError } from "@/lib/wire/fetch-json";

/** What a shared page has around it: whose program this is and how fresh it is. No way leads further in from here. */
export function ShareFrame({
  freshness,
  error,
  children,
}: {
  /** left out: nothing on the page has an age */
  freshness?: AnswerFreshness | null | undefined;
  error?: FetchError | null;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col" data-share-page>
      <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-line border-b bg-surface px-3 sm:px-5">
        <Logo className="size-6" />
        <span className="truncate font-semibold text-base tracking-tight">
          Shared call<span className="sr-only">, Earshot</span>
        </span>
        <div className="ml-auto flex min-w-0 items-center gap-1">
          <ThemeButton />
          {freshness === undefined ? null : (
            <FreshnessIndicator freshness={freshness} error={error ?? null} className="min-w-0 max-sm:max-w-40" />
          )}
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
    </div>
  );
}
