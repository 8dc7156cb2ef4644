"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type WallScreenState, wallScreenQuery } from "@/lib/queries/walls";
import type { ErrorReason } from "@/lib/wire/reasons";
import { passSettings, type WallNotice, type WallSettings } from "./settings";
import { Wall } from "./wall";
import { WallPairing } from "./wall-pairing";

type WallScreenProps = {
  /** the address's settings, where somebody signed in looks; null: a screen with a pass, or without one yet */
  own: { settings: WallSettings; notices: WallNotice[] } | null;
  /** the address has settings, which a screen with a pass does not follow */
  addressed: boolean;
  /** where people open Earshot: "earshot.example.com" */
  host: string;
  timeZone: string;
  /** build this page is of */
  build: string;
  /** why the server had no board for the first view */
  refusal: ErrorReason | null;
};

/** A wall for whoever opened it: a person's own view, a screen with a pass, or a screen that asks for one. */
export function WallScreen({ own, addressed, host, build, ...rest }: WallScreenProps) {
  // A person's session ends after days; what comes then is a screen like any other, not a form nobody can fill in.
  const [signedOut, setSignedOut] = useState(false);
  const asks = own === null || signedOut;
  const { data, error, refetch } = useQuery({ ...wallScreenQuery(build), enabled: asks });
  const onSignedOut = useCallback(() => {
    setSignedOut(true);
    void refetch();
  }, [refetch]);
  const pass = useMemo(() => (data?.state === "paired" ? passSettings(data, addressed) : null), [data, addressed]);
  useReloadOnRequest(data);

  const view = asks && data !== undefined ? pass : own;
  const isSomebodyElse = own !== null && asks && data !== undefined;
  useForgetting(view !== null && !isSomebodyElse);
  if (view !== null) return <Wall {...rest} {...view} onSignedOut={onSignedOut} />;
  const code = data?.state === "waiting" ? data.code : null;
  return <WallPairing code={code} host={host} reason={error?.reason ?? null} />;
}

/** What may not be seen any more is in the page's own source and memory, too: the page loads itself anew. */
function useForgetting(maySee: boolean) {
  const mightSee = useRef(maySee);
  useEffect(() => {
    if (mightSee.current && !maySee) window.location.reload();
    mightSee.current = maySee;
  }, [maySee]);
}

/** Loads the page anew when the settings page asks for it: what was asked before this page came has been done. */
function useReloadOnRequest(data: WallScreenState | undefined) {
  const askedAt = data?.state === "paired" ? data.reloadAskedAt : undefined;
  const begunWith = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (askedAt === undefined) return;
    if (begunWith.current === undefined) begunWith.current = askedAt;
    else if (askedAt !== null && askedAt !== begunWith.current) {
      begunWith.current = askedAt;
      window.location.reload();
    }
  }, [askedAt]);
}
