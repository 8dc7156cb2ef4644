"use client";

import clsx from "clsx";
import { type ReactNode, useEffect, useRef } from "react";
import { PageFrame } from "@/components/shell/page-frame";
import { PageHeading } from "@/components/shell/page-heading";
import { SETTINGS_LIST } from "@/components/shell/settings-list";
import { useViewer } from "@/components/shell/viewer";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { type SettingsPage, settingsPagePath } from "@/lib/wire/paths";

/** A settings page: the list of them at the side (above, on a phone), then this one's name, purpose and content. */
export function SettingsFrame({
  page,
  title,
  text,
  action,
  children,
}: {
  page: SettingsPage;
  title: string;
  text?: ReactNode;
  /** the page's main button */
  action?: ReactNode;
  children: ReactNode;
}) {
  const { person } = useViewer();
  const here = useRef<HTMLAnchorElement>(null);
  // On a phone the list is a strip, and the page's own name may be beyond its edge.
  useEffect(() => {
    // Chromium answers with a promise, which an effect must not hand on: React would call it when the page is left.
    here.current?.scrollIntoView({ inline: "center", block: "nearest" });
  }, []);
  const open = SETTINGS_LIST.filter(({ needs }) => person?.may.includes(needs));
  const mayLook = open.some((entry) => entry.page === page);
  return (
    <PageFrame>
      <div className="mx-auto grid w-full max-w-7xl flex-1 grid-cols-[minmax(0,1fr)] content-start gap-x-10 px-4 pb-16 sm:px-6 md:grid-cols-[12rem_minmax(0,1fr)]">
        <nav
          aria-label="Settings"
          className="-mx-4 relative flex gap-1 overflow-x-auto px-4 py-3 max-md:border-line max-md:border-b md:mx-0 md:block md:px-0 md:py-8"
        >
          {open.map(({ page: name, name: label, group }, at) => (
            <div key={name} className="shrink-0">
              {open[at - 1]?.group === group ? null : (
                <p className={clsx("px-3 pb-1 text-faint text-xs max-md:sr-only", at > 0 && "pt-5")}>{group}</p>
              )}
              <Link
                href={settingsPagePath(name)}
                ref={page === name ? here : undefined}
                aria-current={page === name ? "page" : undefined}
                className={clsx(
                  "flex h-9 items-center whitespace-nowrap rounded-lg px-3 text-sm pointer-coarse:h-11",
                  page === name ? "bg-raised font-medium text-text" : "text-muted hover:bg-raised hover:text-text",
                )}
              >
                {label}
              </Link>
            </div>
          ))}
        </nav>
        <div className="min-w-0 py-6 md:py-8">
          {mayLook ? (
            <>
              <PageHeading title={title} text={text} action={action} />
              <div className="mt-6">{children}</div>
            </>
          ) : (
            <ErrorState
              heading="h1"
              title="Not for your role"
              text="An admin can change what your account may do, under Settings, Users."
            />
          )}
        </div>
      </div>
    </PageFrame>
  );
}
