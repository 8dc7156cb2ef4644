"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { getQueryClient } from "@/lib/queries/query-client";
import { sharePagePath, wallPagePath } from "@/lib/wire/paths";
import { DemoContext } from "./demo";
import { type KeyBinding, useKeyboard, useKeys } from "./keys";
import { lazyDialog, useIdlePrefetch } from "./lazy-part";
import { PageBuild } from "./loaded-part";
import { showOverlay, useOverlay } from "./overlays";
// What every page has, error pages included: named here, it is bundled once instead of once with each of them.
import "@/components/ui/error-state";
import "./database-away";
import "./page-broke";
import "./use-come-back";
import { togglePause } from "./pause";
import { useSystemTheme } from "./theme";
import { useArrival } from "./use-arrival";
import { VersionNotice } from "./version-notice";
import { type Viewer, ViewerContext } from "./viewer";

const Palette = lazyDialog("Jump to", () => import("./palette").then((part) => part.default));
const KeysDialog = lazyDialog("Keys", () => import("./keys-dialog").then((part) => part.default));

const LATE = [Palette, KeysDialog];
const NOTHING: typeof LATE = [];

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
  build,
  children,
}: {
  nonce?: string | undefined;
  demo: boolean;
  viewer: Viewer;
  /** the build that renders this page */
  build: string;
  children: ReactNode;
}) {
  // Once: the document keeps the nonce it came with, while a refreshed layout brings a newer one.
  useState(() => {
    if (nonce && typeof window !== "undefined") setNonce(nonce);
  });
  // Once, too: what runs here stays of the build it came with.
  const [pageBuild] = useState(build);
  useSystemTheme();
  useKeyboard();
  // Whoever opens a share link can go nowhere from there, and its page must not be kept from noticing the link's end.
  const path = usePathname();
  useArrival(path);
  const isShared = path.startsWith(sharePagePath(""));
  useIdlePrefetch(isShared || path.startsWith(wallPagePath) ? NOTHING : LATE);
  useKeys([
    ...(isShared ? [] : KEYS),
    { keys: "?", label: "Show the keys", group: "Everywhere", run: () => showOverlay("keys") },
  ]);
  return (
    <QueryClientProvider client={getQueryClient()}>
      <DemoContext value={demo}>
        <ViewerContext value={viewer}>
          <PageBuild value={pageBuild}>
            <VersionNotice />
            {children}
            <Overlays />
          </PageBuild>
        </ViewerContext>
      </DemoContext>
    </QueryClientProvider>
  );
}

function Overlays() {
  const overlay = useOverlay();
  if (overlay === "palette") return <Palette onClose={() => showOverlay(null)} />;
  if (overlay === "keys") return <KeysDialog onClose={() => showOverlay(null)} />;
  return null;
}
