"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { lineOfHash } from "@/components/call/line-link";
import { isNamed } from "@/lib/errors/named";
import { change } from "@/lib/queries/change";
import type { FetchError, FetchReason } from "@/lib/wire/fetch-json";
import { sharedOpenApiPath } from "@/lib/wire/paths";

/** How far somebody is with opening a link. `in`: the browser may ask for the call, and the answer says the rest. */
export type Entry =
  | { kind: "opening" }
  | { kind: "asking"; problem: FetchReason | null; busy: boolean }
  | { kind: "failed"; reason: FetchReason }
  | { kind: "in" };

/** After these the secret is of no more use, so it leaves the address bar. */
const DECIDED: ReadonlySet<FetchReason> = new Set(["link_unknown", "link_expired", "link_revoked"]);

/** What stands behind the # is the secret, unless it names a line of the call. */
const secretInAddress = () => (lineOfHash(window.location.hash) === null ? window.location.hash.slice(1) : "");

/**
 * Exchanges the secret behind the # for a cookie of this browser, asking for the passcode where the link has one. Then
 * the secret leaves the address bar and the history: what is left opens nothing in another browser.
 */
export function useEntry(shareId: string) {
  const [entry, setEntry] = useState<Entry>({ kind: "opening" });
  const secret = useRef("");

  const tryOpen = useCallback(
    async (passcode: string | null) => {
      const forget = () => window.history.replaceState(null, "", window.location.pathname);
      try {
        await change("POST", sharedOpenApiPath(shareId), { secret: secret.current, passcode });
        forget();
        setEntry({ kind: "in" });
      } catch (error) {
        const reason = isNamed<FetchError>(error, "FetchError") ? error.reason : "internal";
        if (DECIDED.has(reason)) forget();
        if (reason === "passcode_required") setEntry({ kind: "asking", problem: null, busy: false });
        else if (passcode !== null && !DECIDED.has(reason)) setEntry({ kind: "asking", problem: reason, busy: false });
        else setEntry({ kind: "failed", reason });
      }
    },
    [shareId],
  );

  const start = useCallback(() => {
    secret.current = secretInAddress();
    // Without a secret the browser may have opened the link before.
    if (secret.current === "") setEntry({ kind: "in" });
    else {
      setEntry({ kind: "opening" });
      void tryOpen(null);
    }
  }, [tryOpen]);

  const started = useRef(false);
  useEffect(() => {
    if (!started.current) start();
    started.current = true;
    // The same link again, pasted into a page that is open.
    const again = () => {
      if (secretInAddress() !== "") start();
    };
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, [start]);

  const answer = (passcode: string) => {
    setEntry({ kind: "asking", problem: null, busy: true });
    void tryOpen(passcode);
  };
  return { entry, answer, retry: start };
}
