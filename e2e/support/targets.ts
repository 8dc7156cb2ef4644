import type { Page } from "@playwright/test";

/** What can be pressed and is lower than a thumb needs. A box to tick is pressed by its words, too. */
export const lowTargets = (page: Page) =>
  page.evaluate(() => {
    const pressed = "main button, main select, main summary, nav a, header button, label:has([type=radio])";
    const typed = "main input:not([type=checkbox], [type=radio], [type=hidden])";
    return [...document.querySelectorAll<HTMLElement>(`${pressed}, ${typed}`)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".sr-only"))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1 && box.height < 43.5)
      .map(({ element, box }) => `${element.ariaLabel ?? element.textContent} ${box.width}×${box.height}`);
  });
