"use client";

import { PageBroke } from "@/components/shell/page-broke";

/** Of the pages that are not the desk's: whoever opened a link, signs in or is let in has no use for its frame. */
export default function PageOutsideBroke(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-dvh flex-col">
      <PageBroke {...props} />
    </main>
  );
}
