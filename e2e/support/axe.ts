import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** A desk's and a phone's screen. */
export const VIEWPORTS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/** What depends on colours. Everything else is the same in both themes, and looked for in one. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** No finding of any weight, in both themes and on a desk's and a phone's screen. */
export async function expectNoFindings(
  page: Page,
  viewports: readonly { width: number; height: number }[] = VIEWPORTS,
) {
  const findings: string[] = [];
  for (const viewport of viewports) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
      // No page of ours has a frame: the mode that looks into none spares a blank page for every look.
      // Nothing is read of what passed: naming each element of that is most of a look's work.
      const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
      const { violations } = await (colorScheme === "light" ? axe.withRules(OF_COLOURS) : axe).analyze();
      for (const { id, impact, nodes } of violations) {
        for (const { target, failureSummary } of nodes) {
          findings.push(`${viewport.width} ${colorScheme} ${impact} ${id} ${target.join(" ")}: ${failureSummary}`);
        }
      }
    }
  }
  expect(findings).toEqual([]);
}
