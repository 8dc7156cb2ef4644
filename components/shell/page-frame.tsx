"use client";

import clsx from "clsx";
import { memo, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Pause, Play, Search } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { Tooltip } from "@/components/ui/tooltip";
import type { AnswerFreshness } from "@/lib/queries/freshness";
import type { FetchError } from "@/lib/wire/fetch-json";
import { livePagePath } from "@/lib/wire/paths";
import { AccountMenu } from "./account-menu";
import { useDemo } from "./demo";
import { DemoStrip } from "./demo-strip";
import { FinalIndicator } from "./final-indicator";
import { FreshnessIndicator } from "./freshness";
import { Logo } from "./logo";
import { useModKey } from "./mod-key";
import { showOverlay } from "./overlays";
import { PAGES, type Page } from "./pages";
import { togglePause, usePause } from "./pause";
import { ThemeButton } from "./theme-button";

const HEAD_LOOK = { sm: "max-sm:hidden", md: "max-md:hidden" } as const;

/**
 * What every page but the wall has around it: a skip link, the head with name, pages and freshness, the demo strip.
 * `freshness` null: the page asked and has no answer yet; left out: the page shows no live data. `finalAt`: nothing of what
 * it shows can change any more, since then (null: nobody knows since when); its place in the head stays what it was.
 */
export function PageFrame({
  page,
  freshness,
  finalAt,
  error,
  children,
}: {
  page?: Page;
  freshness?: AnswerFreshness | null | undefined;
  finalAt?: string | null | undefined;
  error?: FetchError | null;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only rounded-lg bg-action px-3 py-2 font-medium text-on-action focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-20 border-line border-b bg-surface">
        <div className="flex h-12 items-center gap-1 px-2 max-[379px]:px-1 sm:px-5">
          <PageLinks page={page} />
          <div className="ml-auto flex min-w-0 items-center gap-0.5 sm:gap-1">
            <HeadTools />
            {freshness === undefined && finalAt === undefined ? null : (
              <>
                <PauseButton disabled={freshness === undefined} />
                <div className={FRESHNESS_SLOT}>
                  {freshness === undefined ? (
                    <FinalIndicator at={finalAt ?? null} />
                  ) : (
                    <FreshnessIndicator freshness={freshness} error={error} className="w-full" />
                  )}
                </div>
              </>
            )}
            <Account />
          </div>
        </div>
      </header>
      <Demo />
      <main id="main" tabIndex={-1} className={MAIN}>
        {children}
      </main>
    </div>
  );
}

// Each poll draws the frame anew for its freshness: what says the same is left as it stands.

const Account = memo(AccountMenu);

const Demo = memo(function Demo() {
  return useDemo() ? <DemoStrip /> : null;
});

const PageLinks = memo(function PageLinks({ page }: { page: Page | undefined }) {
  return (
    <>
      <Link href={livePagePath} className="mr-1 flex items-center gap-2 rounded-md sm:mr-4 pointer-coarse:min-h-11">
        <Logo className="size-6" />
        <span className="hidden font-semibold text-base tracking-tight sm:inline">Earshot</span>
        <span className="sr-only sm:hidden">Earshot</span>
      </Link>
      <nav aria-label="Pages" className="flex h-full">
        {PAGES.map(({ page: name, label, href, from }) => (
          <Link
            key={name}
            href={href}
            aria-current={page === name ? "page" : undefined}
            className={clsx(
              "flex items-center border-b-2 px-1.5 pt-0.5 font-medium sm:px-3 pointer-coarse:min-w-11 pointer-coarse:justify-center",
              // A transparent edge is drawn where the colours are forced: the page's own has no colour there.
              page === name
                ? "border-action text-text"
                : "border-transparent text-muted hover:text-text forced-colors:border-[Canvas]",
              from !== null && HEAD_LOOK[from],
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
    </>
  );
});

const HeadTools = memo(function HeadTools() {
  return (
    <>
      <Button variant="ghost" className="max-sm:hidden" onClick={() => showOverlay("palette")}>
        <Search aria-hidden />
        Jump to
        <kbd className="ml-1 font-sans text-faint text-xs max-lg:hidden" aria-hidden>
          {useModKey()} K
        </kbd>
      </Button>
      <ThemeButton className="max-sm:hidden" />
      <Button
        variant="ghost"
        size="icon"
        className="sm:hidden"
        aria-label="Jump to"
        onClick={() => showOverlay("palette")}
      >
        <Search aria-hidden />
      </Button>
    </>
  );
});
/** As large as the page: that it has the focus is told by a line above it. */
const MAIN = "flex min-w-0 flex-1 flex-col outline-none focus-visible:shadow-[inset_0_2px_0_var(--focus)]";

/** Of one width whatever it says, so that nothing beside it moves; on the smallest phones without its icon. */
const FRESHNESS_SLOT = "flex w-[7.25rem] shrink-0 max-[379px]:w-[5.5rem] sm:w-32 xl:w-60";

const PauseButton = memo(function PauseButton({ disabled }: { disabled: boolean }) {
  const { paused } = usePause();
  if (disabled) {
    return (
      <Button variant="ghost" size="icon" aria-label="Pause: nothing here is live" disabled>
        <Pause aria-hidden />
      </Button>
    );
  }
  const label = paused ? "Resume: jump to now" : "Pause everything live";
  return (
    <Tooltip text={`${label} (P)`} align="end">
      <Button variant={paused ? "primary" : "ghost"} size="icon" aria-label={label} onClick={togglePause}>
        {/* Filled: drawn as outlines the two bars read as columns. */}
        {paused ? <Play aria-hidden fill="currentColor" /> : <Pause aria-hidden fill="currentColor" strokeWidth={0} />}
      </Button>
    </Tooltip>
  );
});
