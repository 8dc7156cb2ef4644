"use client";

import { usePathname } from "next/navigation";
import { useContext, useState } from "react";
import { Button } from "@/components/ui/button";
import { RefreshCw, X } from "@/components/ui/icons";
import { wallPagePath } from "@/lib/wire/paths";
import { PageBuild } from "./loaded-part";
import { useNewVersion } from "./use-new-version";

/**
 * Watches which build answers, on every page. A page nobody is at loads the new one by itself; otherwise its reader is
 * told, once for each version, and decides. First in the page, so that the first Tab reaches it.
 */
export function VersionNotice() {
  const isWall = usePathname().startsWith(wallPagePath);
  const build = useNewVersion(useContext(PageBuild), isWall);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const shown = build !== null && build !== dismissed && !isWall;
  return (
    <div role="status" className="contents">
      {shown ? (
        <div
          data-new-version
          className="fixed bottom-3 left-3 z-30 flex max-w-[calc(100vw-1.5rem)] animate-slide-up items-center gap-2 rounded-xl border border-line bg-surface py-1.5 pr-1.5 pl-3.5 text-sm shadow-float print:hidden"
        >
          <RefreshCw aria-hidden className="size-4 shrink-0 text-muted" />
          <p className="min-w-0">A new version is here.</p>
          <Button size="sm" onClick={() => window.location.reload()}>
            Reload
          </Button>
          <Button
            variant="ghost"
            size="icon"
            className="size-8"
            aria-label="Not now"
            title="Not now"
            onClick={() => setDismissed(build)}
          >
            <X aria-hidden />
          </Button>
        </div>
      ) : null}
    </div>
  );
}
