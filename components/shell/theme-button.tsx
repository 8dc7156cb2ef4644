"use client";

import { Button } from "@/components/ui/button";
import { Monitor, Moon, Sun } from "@/components/ui/icons";
import { Tooltip } from "@/components/ui/tooltip";
import { setTheme, useThemeChoice } from "./theme";
import type { ThemeChoice } from "./theme-core";

const NEXT: Record<ThemeChoice, ThemeChoice> = { system: "light", light: "dark", dark: "system" };
const WORDS: Record<ThemeChoice, string> = { system: "Follows the system", light: "Light", dark: "Dark" };
const ICONS = { system: Monitor, light: Sun, dark: Moon };

export function ThemeButton({ className }: { className?: string }) {
  const choice = useThemeChoice();
  const Icon = ICONS[choice];
  const label = `Theme: ${WORDS[choice].toLowerCase()}`;
  return (
    <Tooltip text={label} align="end" className={className}>
      <Button variant="ghost" size="icon" aria-label={label} onClick={() => setTheme(NEXT[choice])}>
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}
