/**
 * What each figure is held against: the one table of targets. A benchmark names a target by its key; `run.ts` prints each
 * beside its figure and ends with exit code 1 when one is missed.
 */
export type Limit = { id: string; what: string } & ({ atMost: number } | { atLeast: number });

export const LIMITS = {
  upstreamRequests: { id: "P1", what: "upstream requests, 1,000 viewers ÷ 1 viewer, 100-call board", atMost: 1.02 },
  knownAnswer: { id: "P3", what: "/api/v1/live, 100 calls, signed in: floor handler ÷ 304", atLeast: 0.9 },
  wholeAnswer: { id: "P3", what: "/api/v1/live, 100 calls, signed in: floor handler ÷ body", atLeast: 0.8 },
  toPixelPolled: { id: "P4", what: "upstream change → pixel, open call, polled, p50, s", atMost: 1.0 },
  boardScript: { id: "P5", what: "500 cards, 20 % changed: script a poll, ms", atMost: 5 },
  boardTask: { id: "P5", what: "500 cards, 20 % changed: main thread ÷ all-cards page", atMost: 0.3 },
  timers: { id: "P6", what: "500 timers, main thread a second, ms", atMost: 20 },
  transcriptOpen: { id: "P7", what: "10,000 messages: open ÷ all-rows page", atMost: 0.06 },
  transcriptAppend: { id: "P7", what: "10,000 messages: append, longest task, ms", atMost: 8 },
  liveScript: { id: "P8", what: "first-load JavaScript, gzip: Live, KiB", atMost: 190 },
  callScript: { id: "P8", what: "first-load JavaScript, gzip: Call, KiB", atMost: 200 },
  callsScript: { id: "P8", what: "first-load JavaScript, gzip: Calls, KiB", atMost: 200 },
  wallScript: { id: "P8", what: "first-load JavaScript, gzip: Wall, KiB", atMost: 180 },
  memory: { id: "P10", what: "server memory, 500 live calls × 300 messages watched, MB", atMost: 300 },
  lag: { id: "P11", what: "lag p99 while a 20 MB transcript is read, ms", atMost: 50 },
  readCost: { id: "P21", what: "processor time of a detail read ÷ bare request, 1,000 live calls", atMost: 2.5 },
  readGrowth: { id: "P21", what: "processor time of a detail read, 1,000 live calls ÷ 100", atMost: 1.2 },
  crowdAnswer: { id: "P22", what: "500 live calls, 500 polling viewers: answer p95, ms", atMost: 300 },
  crowdErrors: { id: "P22", what: "500 live calls, 500 polling viewers: errors", atMost: 0 },
  listeners: { id: "events", what: "500 live calls, 100 listeners ÷ none, processor time", atMost: 1.05 },
  liveSearch: { id: "search", what: "a search of 500 live calls × 300 lines, first or again, median, ms", atMost: 50 },
  wallMoves: { id: "P20", what: "wall, 40 calls: places changed in a minute without their own cause", atMost: 0 },
  backfillRequests: { id: "P18", what: "backfill: calls kept ÷ call API requests", atLeast: 0.95 },
  backfillCost: { id: "P18", what: "backfill: processor time a call, ms", atMost: 4 },
  besideBackfill: { id: "P23", what: "/api/v1/live p95 beside a backfill and searches ÷ alone", atMost: 1.5 },
  besideLive: {
    id: "P23",
    what: "50,000 kept calls: /api/v1/live p95 beside search, export, backfill ÷ alone",
    atMost: 1.5,
  },
  besidePoll: { id: "P23", what: "50,000 kept calls: a signed-in poll's p95 beside them ÷ alone", atMost: 1.5 },
  longStatements: {
    id: "statements",
    what: "50,000 kept calls: statements longer than 100 ms on the embedded engine",
    atMost: 0,
  },
  analyticsEmbedded: { id: "P17", what: "statistics of 90 days × 50,000 calls, embedded, p95, ms", atMost: 800 },
  analyticsStatement: { id: "P17", what: "the longest statement of those, ms", atMost: 100 },
  analyticsServer: { id: "P17", what: "statistics of 90 days × 100,000 calls, Postgres, p95, ms", atMost: 400 },
  budgetCap: { id: "cap", what: "upstream requests a minute with a budget of 600", atMost: 600 },
  readsAfterEnd: { id: "end", what: "reads of a call after its end, kept open for 80 s", atMost: 5 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

/** Targets of what is not built yet, or not measured by `npm run bench`. */
export const NOT_MEASURED: { id: string; what: string; target: string; why: string }[] = [
  { id: "P2", what: "upstream requests, 4 instances ÷ 1 (Redis)", target: "≤ 1.05", why: "one instance so far" },
  {
    id: "P4",
    what: "upstream change → pixel, streamed",
    target: "p50 ≤ 0.65 s, p95 ≤ 1.15 s",
    why: "no streams yet",
  },
  { id: "P4a", what: "our server knows → pixel, streamed", target: "p50 ≤ 60 ms, p95 ≤ 150 ms", why: "no streams yet" },
  {
    id: "P8",
    what: "first-load JavaScript, gzip: Analytics",
    target: "≤ 190 KiB",
    why: "no such page yet",
  },
  { id: "P9", what: "bytes for one appended line ÷ full answer", target: "≤ 0.02", why: "not measured yet" },
  {
    id: "P10",
    what: "heap a streaming viewer; a stalled one",
    target: "≤ 12 KB; ≤ 256 KB",
    why: "no streams yet",
  },
  {
    id: "P11",
    what: "lag p99 while a 20 MB transcript is redacted",
    target: "≤ 50 ms",
    why: "npm run bench:redaction:lag",
  },
  { id: "P12", what: "wall: heap slope, DOM nodes over 72 h", target: "≤ 1 MB/h; ±5 %", why: "npm run nightly" },
  {
    id: "P13",
    what: "processor time a viewer-minute streamed; a delivery",
    target: "≤ 1.5 ms; ≤ 40 µs",
    why: "no streams yet",
  },
  {
    id: "P14",
    what: "5,000 streaming viewers",
    target: "nothing missed, p99 spread ≤ 300 ms",
    why: "no streams yet",
  },
  { id: "P15", what: "search, embedded, 1 M lines", target: "p95 ≤ 120 ms", why: "no search yet" },
  {
    id: "P16",
    what: "reason → webhook received; over kill -9",
    target: "p95 ≤ 2 s; 0 lost, ≤ 1 duplicate a kill",
    why: "no alerts yet",
  },
  { id: "P19", what: "export of 100,000 calls", target: "≤ 60 MB; ≥ 3,000 calls/s", why: "no exports yet" },
];
