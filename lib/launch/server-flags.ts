/**
 * What Node is told of the server's memory. Every call that is watched is read again every few seconds, so most of what is
 * held for a moment is garbage soon; by itself Node lets the heap grow to several times what is held before it looks. 30
 * would save 30 MB more and cost a third more processor time with 500 viewers. One thread beside the main one collects:
 * four of them take turns on two cores, and each holds memory of its own.
 */
export const SERVER_FLAGS: readonly string[] = ["--heap-growing-percent=60", "--v8-pool-size=1"];

/** glibc gives each of the server's dozen threads an arena that is never given back; two are as fast here. */
export const SERVER_MEMORY = { MALLOC_ARENA_MAX: "2" } as const;
