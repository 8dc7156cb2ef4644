"use client";

import { useRef } from "react";
import { Link } from "@/components/ui/link";
import { errorWords } from "@/lib/queries/error-words";
import type { FetchReason } from "@/lib/wire/fetch-json";
import { signInPagePath, wallPagePath } from "@/lib/wire/paths";
import { useStillScreen, useWakeLock } from "./use-screen";
import "./wall.css";

/** A screen without a pass: the code that lets it in, and where somebody enters it. `code` null: not there yet. */
export function WallPairing({
  code,
  host,
  reason,
}: {
  code: string | null;
  host: string;
  /** why the server could not be asked just now */
  reason: FetchReason | null;
}) {
  const root = useRef<HTMLDivElement>(null);
  useStillScreen(root);
  useWakeLock();
  return (
    <div ref={root} className="wall" data-cursor="shown">
      <div className="wall-frame">
        <main className="wall-pair">
          <h1 className="wall-pair-title">{code === null ? "This screen asks to be let in" : "Let this screen in"}</h1>
          <p className="wall-code" role="status" data-empty={code === null || undefined}>
            <span aria-hidden>{code ?? "····-····"}</span>
            <span className="sr-only">{code === null ? "Waiting for a code" : `Code: ${[...code].join(" ")}`}</span>
          </p>
          <div className="wall-pair-text">
            {reason === null ? (
              <>
                <p>
                  Enter this code at <strong>{host}</strong>
                </p>
                <p>
                  under <strong>Settings → Wall passes</strong>.
                </p>
              </>
            ) : (
              <p role="alert">{errorWords(reason, "board").title}. This screen keeps trying.</p>
            )}
          </div>
          <p className="wall-pair-foot">
            The live calls appear here by themselves. <Link href={signInPagePath(wallPagePath)}>Sign in instead</Link>
          </p>
        </main>
      </div>
    </div>
  );
}
