/** What the wall's address says of it. */
export type WallSettings = {
  theme: "system" | "light" | "dark";
  /** times the text height that is read from 5 m */
  scale: number;
  /** ids or names of agents, lower case; empty: all */
  agents: string[];
  /** ids of campaigns, lower case; with no agents either: all calls */
  campaigns: string[];
  /** a chime when a call turns critical */
  sound: boolean;
  /** numbers and names in full */
  names: boolean;
  /** the caller's last line beside a call that needs attention; only a pass can say so, and the server sends none else */
  words: boolean;
};

export type WallNotice = { key: string; text: string };

const DEFAULTS: WallSettings = {
  theme: "system",
  scale: 1,
  agents: [],
  campaigns: [],
  sound: false,
  names: false,
  words: false,
};

export type Parameters = Record<string, string | string[] | undefined>;

/**
 * Reads `theme` (light, dark, system), `scale` (0.4–3), `agents` (ids or names, commas between), `campaigns` (ids,
 * likewise), `sound` (on, off) and `names` (masked, shown). What cannot be read keeps its default and is told in a notice.
 * @param shortened a value as a notice tells it
 */
export function wallSettings(
  parameters: Parameters,
  shortened: (value: string) => string = (value) => value,
): { settings: WallSettings; notices: WallNotice[] } {
  const notices: WallNotice[] = [];
  const text = (name: string) => {
    const value = parameters[name];
    return (Array.isArray(value) ? value.at(-1) : value)?.trim() ?? "";
  };
  const list = (name: string) =>
    text(name)
      .split(",")
      .map((word) => word.trim().toLowerCase())
      .filter((word) => word !== "");
  const read = <T>(name: string, fallback: T, parse: (value: string) => T | null, wish: string): T => {
    const value = text(name);
    if (value === "") return fallback;
    const parsed = parse(value.toLowerCase());
    if (parsed !== null) return parsed;
    notices.push({ key: name, text: `“${name}=${shortened(value)}” is not a setting: ${wish}.` });
    return fallback;
  };
  const settings: WallSettings = {
    theme: read("theme", DEFAULTS.theme, oneOf("light", "dark", "system"), "it is light, dark or system"),
    scale: read("scale", DEFAULTS.scale, numberIn(0.4, 3), "it is a number from 0.4 to 3"),
    agents: list("agents"),
    campaigns: list("campaigns"),
    sound: read("sound", "off", oneOf("on", "off"), "it is on or off") === "on",
    names: read("names", "masked", oneOf("masked", "shown"), "it is masked or shown") === "shown",
    words: DEFAULTS.words,
  };
  return { settings, notices };
}

/**
 * What a screen with a pass shows: the pass's settings, which take the place of the address's. Numbers and names stay
 * masked whatever they say; words of callers are shown where it says so, redacted.
 * @param addressed the address has settings of its own
 */
export function passSettings(
  pass: { name: string; config: Parameters },
  addressed: boolean,
): { settings: WallSettings; notices: WallNotice[] } {
  const { settings, notices } = wallSettings(pass.config);
  const told = [{ key: "pass", text: `This screen is “${pass.name}”, set up in Settings → Wall passes.` }];
  if (addressed) told.push({ key: "address", text: "The settings in this screen's address are not used." });
  const words = pass.config.words === "shown";
  return { settings: { ...settings, names: false, words }, notices: [...told, ...notices] };
}

function oneOf<T extends string>(...words: T[]): (value: string) => T | null {
  return (value) => words.find((word) => word === value) ?? null;
}

function numberIn(least: number, most: number): (value: string) => number | null {
  return (value) => {
    const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    return number >= least && number <= most ? number : null;
  };
}
