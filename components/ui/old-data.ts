/** How data looks that is too old to be taken for now: paler and grey, and muted text keeps a contrast of 4.5:1. */
export const OLD_DATA = "opacity-80 grayscale";
