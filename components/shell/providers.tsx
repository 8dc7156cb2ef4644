"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { sharePagePath } from "@/lib/http/paths";
import { getQueryClient } from "@/lib/queries/query-client";
import { DemoContext } from "./demo";
import { type KeyBinding, useKeyboard, useKeys } from "./keys";
import { showOverlay, useOverlay } from "./overlays";
// The frame of every page, error pages included: named here, it is bundled once instead of once with each of them.
import "./page-frame";
import { togglePause } from "./pause";
import { useSystemTheme } from "./theme";
import { type Viewer, ViewerContext } from "./viewer";

const Palette = dynamic(() => import("./palette"), { ssr: false });
const KeysDialog = dynamic(() => import("./keys-dialog"), { ssr: false });

const KEYS: KeyBinding[] = [
  { keys: "mod+k", label: "Jump to a call, agent or page", group: "Everywhere", run: () => showOverlay("palette") },
  { keys: "p", label: "Pause or resume everything live", group: "Everywhere", run: togglePause },
];

/**
 * What every page needs below it: data, the address, keys, theme, whether this is the demo. `nonce` lets a dialog's
 * scroll lock write its style.
 */
export function Providers({
  nonce,
  demo,
  viewer,
  children,
}: {
  nonce?: string | undefined;
  demo: boolean;
  viewer: Viewer;
  children: ReactNode;
}) {
  // Once: the document keeps the nonce it came with, while a refreshed layout brings a newer one.
  useState(() => {
    if (nonce && typeof window !== "undefined") setNonce(nonce);
  });
  useSystemTheme();
  useKeyboard();
  // Whoever opens a share link can go nowhere from there, and its page must not be kept from noticing the link's end.
  const isShared = usePathname().startsWith(sharePagePath(""));
  useKeys([
    ...(isShared ? [] : KEYS),
    { keys: "?", label: "Show the keys", group: "Everywhere", run: () => showOverlay("keys") },
  ]);
  return (
    <QueryClientProvider client={getQueryClient()}>
      <NuqsAdapter>
        <DemoContext value={demo}>
          <ViewerContext value={viewer}>{children}</ViewerContext>
        </DemoContext>
        <Overlays />
      </NuqsAdapter>
    </QueryClientProvider>
  );
}

function Overlays() {
  const overlay = useOverlay();
  if (overlay === "palette") return <Palette onClose={() => showOverlay(null)} />;
  if (overlay === "keys") return <KeysDialog onClose={() => showOverlay(null)} />;
  return null;
}
