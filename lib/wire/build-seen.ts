/** The build that answered last, on the page's clock; null: none has told. */
export type BuildSeen = { build: string; atMs: number } | null;

let seen: BuildSeen = null;

/** Every answer of our server says which build gave it. @param nowMs the page's ageing clock */
export function sawBuild(build: string | null, nowMs: number): void {
  if (build !== null) seen = { build, atMs: nowMs };
}

export const buildSeen = (): BuildSeen => seen;
