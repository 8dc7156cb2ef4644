/**
 * What Node is told of the server's memory. Every call that is watched is read again every few seconds, so most of what is
 * held for a moment is garbage soon; by itself Node lets the heap grow to several times what is held before it looks.
 */
export const SERVER_FLAGS: readonly string[] = ["--heap-growing-percent=30"];

/** glibc gives each of the server's dozen threads an arena that is never given back; two are as fast here. */
export const SERVER_MEMORY = { MALLOC_ARENA_MAX: "2" } as const;
