"use client";

import {
  Archive,
  ChartColumn,
  CircleCheck,
  FileText,
  History,
  type Icon,
  Keyboard,
  LayoutGrid,
  Monitor,
  Moon,
  Pause,
  Settings,
  Sun,
  SunMoon,
} from "@/components/ui/icons";
import {
  analyticsPagePath,
  analyticsReportPagePath,
  callsPagePath,
  livePagePath,
  settingsPagePath,
  wallPagePath,
} from "@/lib/wire/paths";
import { qualityPagePath } from "@/lib/wire/quality-paths";
import { showOverlay } from "./overlays";
import type { Entry } from "./palette-items";
import { togglePause, usePause } from "./pause";
import { SETTINGS_LIST } from "./settings-list";
import { setTheme } from "./theme";
import { useViewer } from "./viewer";

type Parts = { act: (action: () => void) => () => void; go: (path: string) => () => void };

const QUALITY = [
  { section: "queue", name: "Quality: queue", others: ["review", "reviews"], needs: "quality.review" },
  { section: "rubrics", name: "Quality: rubrics", others: ["checks", "scores"], needs: "quality.read" },
  { section: "agreement", name: "Quality: agreement", others: ["kappa", "calibration"], needs: "quality.review" },
  { section: "agents", name: "Quality: agents", others: ["coaching", "trend"], needs: "quality.read" },
] as const;

/** Pages and actions of the palette. @param act closes the palette and does it @param go the same, and leads there */
export function useCommands({ act, go }: Parts): Entry[] {
  const { paused } = usePause();
  const { person } = useViewer();
  const command = (group: string, words: string, others: readonly string[], Icon: Icon, run: () => void): Entry => ({
    value: `${group} ${words}`,
    group,
    texts: [words, ...others],
    icon: <Icon aria-hidden />,
    words,
    run,
  });
  const settings = SETTINGS_LIST.filter(({ needs }) => person?.may.includes(needs)).map(({ page, name }) =>
    command("Pages", `Settings: ${name}`, [name], Settings, go(settingsPagePath(page))),
  );
  const quality = QUALITY.filter(({ needs }) => person?.may.includes(needs)).map(({ section, name, others }) =>
    command("Pages", name, others, CircleCheck, go(qualityPagePath(section))),
  );
  return [
    command("Pages", "Live", ["board"], LayoutGrid, go(livePagePath)),
    command("Pages", "Calls", ["archive", "ended", "history", "search"], Archive, go(callsPagePath())),
    command("Pages", "Calls of today", ["recently ended", "today"], History, go(callsPagePath("when=today"))),
    command("Pages", "Analytics", ["statistics", "charts", "figures"], ChartColumn, go(analyticsPagePath())),
    command("Pages", "Report of yesterday", ["daily report", "print"], FileText, go(analyticsReportPagePath())),
    command("Pages", "Wall", ["monitor", "screen"], Monitor, go(wallPagePath)),
    ...quality,
    ...settings,
    command(
      "Actions",
      paused ? "Resume: jump to now" : "Pause everything live",
      ["pause", "resume", "freeze"],
      Pause,
      act(togglePause),
    ),
    command(
      "Actions",
      "Light theme",
      ["theme light"],
      Sun,
      act(() => setTheme("light")),
    ),
    command(
      "Actions",
      "Dark theme",
      ["theme dark"],
      Moon,
      act(() => setTheme("dark")),
    ),
    command(
      "Actions",
      "Theme of the system",
      ["system theme"],
      SunMoon,
      act(() => setTheme("system")),
    ),
    command("Actions", "Show the keys", ["shortcuts", "help"], Keyboard, () => showOverlay("keys")),
  ];
}
