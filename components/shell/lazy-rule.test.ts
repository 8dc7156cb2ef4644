import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const sources = ["app", "components"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(ROOT, folder, name), "utf8") })),
);

test("whatever a page loads late has a boundary and a retry of its own: nothing loads code but through lazyDialog, lazyAddition and lateView", () => {
  expect(sources.length).toBeGreaterThan(200);
  const bare = sources.filter(({ text }) => /next\/dynamic|\blazy\s*[(<]|\bReact\.lazy\b/.test(text));
  expect(bare.map(({ name }) => name)).toEqual([]);
  // As many imports while running as there are parts that these make.
  const late = sources.filter(({ text }) => /\bimport\(/.test(text));
  for (const { name, text } of late) {
    const parts = text.match(/\b(lazyDialog\("[^"]+", |lateView\(|lazyAddition\()\(\) =>\s*import\(/g)?.length ?? 0;
    expect(text.match(/\bimport\(/g)?.length, name).toBe(parts);
  }
  expect(late.map(({ name }) => name).sort()).toEqual([
    "components/analytics/analytics-screen.tsx",
    "components/analytics/chart-card.tsx",
    "components/analytics/group-card.tsx",
    "components/analytics/toolbar.tsx",
    "components/call/call-aside.tsx",
    "components/call/export-call.tsx",
    "components/call/late-parts.tsx",
    "components/call/transcript-view.tsx",
    "components/calls/calls-screen.tsx",
    "components/calls/calls-table.tsx",
    "components/calls/export-calls.tsx",
    "components/calls/toolbar.tsx",
    "components/live/late-board-news.tsx",
    "components/live/late-parts.tsx",
    "components/live/live-board.tsx",
    "components/quality/agreement-page.tsx",
    "components/quality/assigning.tsx",
    "components/sharing/share-call.tsx",
    "components/shell/late-tab-counts.tsx",
    "components/shell/providers.tsx",
    "components/views/views-menu.tsx",
  ]);
});

test("ending a call waits for no download", () => {
  const endCall = sources.find(({ name }) => name === join("components", "call", "end-call.tsx"));
  expect(endCall?.text).toContain('from "@/components/ui/dialog"');
  expect(endCall?.text).not.toMatch(/lazyDialog|lateView|import\(/);
});
