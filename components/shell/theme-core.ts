/** Light or dark: what the reader chose, else what the system says. Runs on the server and in the browser. */
export type Theme = "light" | "dark";
export type ThemeChoice = Theme | "system";

export const THEME_COOKIE = "earshot_theme";

/** The choice in a cookie's value; anything else is "system". */
export function themeChoice(value: string | undefined): ThemeChoice {
  return value === "light" || value === "dark" ? value : "system";
}

/** Runs in the page's head before the first paint, when the server could not know the theme. Takes no input. */
export const THEME_SCRIPT = `document.documentElement.dataset.theme=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light"`;
