"use client";

import { useEffect, useState } from "react";
import { isChunkError, readLastReload } from "@/components/shell/new-version";
import { reloadRemembered, rememberedReload } from "@/components/shell/reload-memory";
import { askBuild } from "@/lib/queries/build";
import "./wall.css";

const TRY_AGAIN_MS = 10_000;
/** A page that breaks again and again is loaded anew no more often than this. */
const LEAST_BETWEEN_RELOADS_MS = 120_000;

/** The wall broke: shows itself again after ten seconds, and is loaded anew when that was tried before. */
export function WallBroke({ error, reset }: { error: Error; reset: () => void }) {
  const [tries] = useState(() => countTry());
  useEffect(() => {
    const timer = setTimeout(async () => {
      const last = readLastReload(rememberedReload());
      const rested = last === null || Date.now() - last.atMs > LEAST_BETWEEN_RELOADS_MS;
      const worthLoading = (tries > 1 || isChunkError(error)) && rested;
      if (worthLoading && (await askBuild())) reloadRemembered(Date.now());
      else reset();
    }, TRY_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [error, reset, tries]);
  return (
    <div className="wall">
      <main className="wall-calm h-full">
        <h1 className="wall-calm-title">The wall broke</h1>
        <p className="wall-calm-text">
          That is Earshot's fault. Calls go on. The wall comes back by itself in a moment.
        </p>
      </main>
    </div>
  );
}

let tried = 0;
function countTry(): number {
  tried += 1;
  return tried;
}
