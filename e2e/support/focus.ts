import type { Page } from "@playwright/test";

/** Whether the focused element looks different from when it has no focus, itself or what is drawn around it. */
export const focusSeen = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const looks = () => {
      const parts: string[] = [];
      for (let part: Element | null = element, level = 0; part && level < 6; part = part.parentElement, level += 1) {
        const style = getComputedStyle(part);
        const outline = style.outlineStyle === "none" ? "" : `${style.outlineWidth} ${style.outlineColor}`;
        parts.push([outline, style.boxShadow, style.borderColor].join());
      }
      return parts.join("|");
    };
    const focused = looks();
    element.blur();
    const blurred = looks();
    element.focus();
    const name = element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40);
    return { name: `${element.tagName} ${name}`, seen: focused !== blurred };
  });
