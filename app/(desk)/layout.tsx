import type { ReactNode } from "react";
import { ArchiveQuestion } from "@/components/archive/archive-question";
import { Desk } from "@/components/shell/desk";
import { isAskedAboutArchive } from "@/lib/server/viewer";

/** The pages with the desk's frame. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <Desk>
      {(await isAskedAboutArchive()) ? (
        // Above the page and after it: what leads past the page's head is the first thing on every page.
        <div className="flex flex-col">
          {children}
          <div className="order-first">
            <ArchiveQuestion />
          </div>
        </div>
      ) : (
        children
      )}
    </Desk>
  );
}
