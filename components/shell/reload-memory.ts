const MEMORY = "earshot.reloaded";

/** When this browser tab last loaded a page anew by itself, as it was kept. */
export function rememberedReload(): string | null {
  try {
    return sessionStorage.getItem(MEMORY);
  } catch {
    return null;
  }
}

/** Loads the page anew, and never when it could not remember that it did. @returns false: it could not */
export function reloadRemembered(nowMs: number): boolean {
  try {
    sessionStorage.setItem(MEMORY, String(nowMs));
  } catch {
    // Without a memory there is no telling a first reload from a hundredth.
    return false;
  }
  window.location.reload();
  return true;
}
