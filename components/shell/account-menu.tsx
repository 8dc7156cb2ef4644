"use client";

import clsx from "clsx";
import { useRef, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { LogOut, Settings } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { change, changeProblem } from "@/lib/queries/change";
import { whileSigningOut } from "@/lib/queries/query-client";
import { sessionApiPath, settingsPagePath, signInPagePath } from "@/lib/wire/paths";
import { PAGES } from "./pages";
import { ROLE_WORDS, useViewer } from "./viewer";

const ENTRY =
  "flex h-9 items-center gap-2.5 rounded-lg px-3 text-sm hover:bg-raised pointer-coarse:h-11 [&>svg]:size-4 [&>svg]:text-faint";

/** Who is signed in, on a small screen the pages its head has no room for, the way to the settings and out. The browser's own popover closes it on Escape or a press beside it. */
export function AccountMenu() {
  const { mode, person } = useViewer();
  const menu = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  if (person === null) {
    return mode === "on" ? (
      <a href={signInPagePath()} className={buttonClass("ghost")}>
        Sign in
      </a>
    ) : null;
  }
  const signOut = async () => {
    const takeBack = whileSigningOut();
    try {
      await change("DELETE", sessionApiPath);
      window.location.assign(signInPagePath());
    } catch (error) {
      takeBack();
      setProblem(changeProblem(error));
    }
  };
  const close = () => menu.current?.hidePopover();
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        popoverTarget="account-menu"
        aria-label={`${person.name}: account and settings`}
      >
        <span
          aria-hidden
          className="grid size-7 place-items-center rounded-full bg-raised font-semibold text-text text-xs"
        >
          {[...person.name.trim()][0]?.toUpperCase() ?? "?"}
        </span>
      </Button>
      <div
        ref={menu}
        id="account-menu"
        popover="auto"
        className="fixed inset-auto top-13 right-3 m-0 w-64 rounded-xl border border-line bg-surface p-1.5 text-text shadow-float sm:right-5"
      >
        <div className="px-3 py-2">
          <p className="truncate font-medium text-sm">
            <bdi>{person.name}</bdi>
          </p>
          {person.email === null ? null : (
            <p className="truncate text-muted text-xs">
              <bdi>{person.email}</bdi>
            </p>
          )}
          <p className="mt-1 text-muted text-xs">
            {mode === "off" ? "Sign-in is off: everybody is an admin." : ROLE_WORDS[person.role].name}
          </p>
        </div>
        <nav aria-label="More pages" className="border-line border-b pb-1.5 mb-1.5 md:hidden">
          {PAGES.map(({ label, href, from }) =>
            from === null ? null : (
              <Link key={href} href={href} onClick={close} className={clsx(ENTRY, from === "sm" && "sm:hidden")}>
                {label}
              </Link>
            ),
          )}
        </nav>
        <Link href={settingsPagePath("account")} onClick={close} className={ENTRY}>
          <Settings aria-hidden /> Settings
        </Link>
        {mode === "on" ? (
          <button type="button" onClick={signOut} className={clsx(ENTRY, "w-full text-left")}>
            <LogOut aria-hidden /> Sign out
          </button>
        ) : null}
        {problem === null ? null : (
          <p role="alert" className="px-3 py-2 text-critical text-xs">
            {problem}
          </p>
        )}
      </div>
    </>
  );
}
