import type { ReactNode } from "react";
import { ArchiveQuestion } from "@/components/archive/archive-question";
import { Desk } from "@/components/shell/desk";
import { isAskedAboutArchive } from "@/lib/server/viewer";
import { settingsPagePath } from "@/lib/wire/paths";

/** The pages with the desk's frame. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <Desk>
      {(await isAskedAboutArchive()) ? (
        // Above the page and after it: what leads past the page's head is the first thing on every page.
        <div className="flex flex-col">
          {children}
          <div className="order-first">
            <ArchiveQuestion>
              <strong className="font-semibold">Keep calls that end?</strong> Earshot can keep what was said, so that
              every call can be found, looked at and exported later: talk for 90 days, facts for 400. It lies in
              Earshot’s own database, which does not encrypt it. Until you decide, nothing is kept.{" "}
              <a href={settingsPagePath("data")} className="underline underline-offset-2">
                What is kept, and how long
              </a>
            </ArchiveQuestion>
          </div>
        </div>
      ) : (
        children
      )}
    </Desk>
  );
}
