/** What the simulator can be told to do wrong. See faultKinds for what each one does. */
const FAULT_KINDS = {
  latency: "answers `ms` later",
  rate_limit: "429, with `retryAfter` as the header when given",
  error: "`status` (500)",
  hang: "never answers",
  drip: "the body byte by byte, one every `ms` (50)",
  truncate: "half the body, properly ended",
  reset: "half the body, then the connection breaks",
  html: "200 with an HTML page",
  drift: "wrong types, unknown words, nulls, missing and extra fields; or just `set` and `remove`",
  one_bad_row: "one row, message and participant of the answer is unreadable",
  redirect: "`status` (302) to `location`",
  giant: "the transcript of `callId` has `messages` (10000) or `megabytes`",
  unauthorized: "401",
  forbidden: "403",
  delete_204: "a cancel answers 204 without a body",
  delete_hang: "a cancel never answers; with `performed: false` it has not happened either",
} as const;

type FaultKind = keyof typeof FAULT_KINDS;
export type Fault = {
  kind: FaultKind;
  /** only requests whose path and query contain this */
  path?: string;
  method?: string;
  /** how many requests; absent: until cleared */
  count?: number;
  ms?: number;
  retryAfter?: number | string | null;
  status?: number;
  location?: string;
  callId?: string;
  messages?: number;
  megabytes?: number;
  set?: Record<string, unknown>;
  remove?: string[];
  performed?: boolean;
};

const DELETE_ONLY: readonly FaultKind[] = ["delete_204", "delete_hang"];

export class Faults {
  #faults: (Fault & { left: number })[] = [];

  /** Throws a sentence when the kind is unknown. */
  add(fault: Fault): void {
    if (!Object.hasOwn(FAULT_KINDS, fault.kind)) {
      throw new RangeError(`kind must be one of: ${Object.keys(FAULT_KINDS).join(", ")}`);
    }
    this.#faults.push({ ...fault, left: fault.count ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#faults = [];
  }

  list(): Fault[] {
    return this.#faults.map(({ left, ...fault }) => ({ ...fault, ...(Number.isFinite(left) ? { count: left } : {}) }));
  }

  /** The faults that strike this request, each counted down. */
  take(method: string, url: string): Fault[] {
    const struck = this.#faults.filter((fault) => {
      if (fault.left <= 0 || !url.includes(fault.path ?? "")) return false;
      if (fault.kind === "giant" && fault.callId !== undefined && !url.includes(`/calls/${fault.callId}`)) return false;
      return DELETE_ONLY.includes(fault.kind) ? method === "DELETE" : method === (fault.method ?? method).toUpperCase();
    });
    for (const fault of struck) fault.left -= 1;
    this.#faults = this.#faults.filter((fault) => fault.left > 0);
    return struck;
  }
}
