import { type Choice, labelOf } from "@/components/settings/pickers/choices";
import { fromNow } from "@/components/ui/moment";
import type { WallConfig, WallEntry } from "@/lib/wire/walls-contract";

const THEMES = { system: "the screen's own theme", light: "light theme", dark: "dark theme" } as const;

/**
 * How a screen is set up, where that differs from a wall of all agents at its usual size.
 * @param known agents as they are called; one that is not among them is told by what is stored
 */
export function configWords(config: WallConfig, known: readonly Choice[] = []): string[] {
  const { theme, scale, agents, campaigns, sound, words } = config;
  const ofCampaigns = agentsOf(campaigns ?? "");
  const names = agentsOf(agents ?? "").map((agent) => labelOf(agent, known));
  const all = [
    names.length === 0 ? null : names.length > 2 ? `${names.length} agents` : names.join(" and "),
    ofCampaigns.length === 0
      ? null
      : ofCampaigns.length === 1
        ? `campaign ${ofCampaigns[0]}`
        : `${ofCampaigns.length} campaigns`,
    theme === undefined || theme === "system" ? null : THEMES[theme],
    scale === undefined || Number(scale) === 1 ? null : `text × ${Number(scale)}`,
    sound === "on" ? "sound" : null,
    words === "shown" ? "callers' words, redacted" : null,
  ];
  return all.filter((words) => words !== null);
}

/** "Aurora, , Boreas" → ["Aurora", "Boreas"] */
export const agentsOf = (text: string): string[] =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** The settings of a form, without what says nothing that the default does not. */
export function configOf(fields: {
  theme: string;
  scale: string;
  agents: string;
  campaigns: string;
  sound: boolean;
  words: boolean;
}): Record<string, string> {
  const { theme, scale, agents, campaigns, sound, words } = fields;
  const given = {
    theme: theme === "system" ? "" : theme,
    scale: scale.trim() === "1" ? "" : scale.trim(),
    agents: agentsOf(agents).join(", "),
    campaigns: agentsOf(campaigns).join(", "),
    sound: sound ? "on" : "",
    words: words ? "shown" : "",
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}

/** Whether a screen is there, in words. */
export function stateWords({ state, lastSeenAt }: Pick<WallEntry, "state" | "lastSeenAt">, nowMs: number): string {
  if (state === "live") return "Live now";
  if (state === "stopped") return "Stopped: whoever let it in may no longer manage walls";
  return lastSeenAt === null ? "Let in, not seen yet" : `Last seen ${fromNow(lastSeenAt, nowMs)}`;
}
