import type { ReactNode } from "react";
import { ArchiveQuestion } from "@/components/archive/archive-question";
import { Desk } from "@/components/shell/desk";
import { isAskedAboutArchive } from "@/lib/server/viewer";

/** The pages with the desk's frame. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <Desk>
      {(await isAskedAboutArchive()) ? <ArchiveQuestion /> : null}
      {children}
    </Desk>
  );
}
