/** What was asked of the API, newest last. Header names only: a key never enters the log. */
export type LoggedRequest = { atMs: number; method: string; path: string; headerNames: string[] };

const KEPT = 20_000;

export class RequestLog {
  #requests: LoggedRequest[] = [];
  #counts = new Map<string, number>();
  #total = 0;

  add(request: LoggedRequest): void {
    this.#total += 1;
    this.#requests.push(request);
    if (this.#requests.length > KEPT) this.#requests.splice(0, KEPT / 10);
    const route = request.path.split("?")[0]?.replace(/\/calls\/(?!schedule$).+$/, "/calls/{callId}") ?? "";
    const name = `${request.method} ${route}`;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  clear(): void {
    this.#requests = [];
    this.#counts.clear();
    this.#total = 0;
  }

  report(): { total: number; counts: Record<string, number>; requests: LoggedRequest[] } {
    return { total: this.#total, counts: Object.fromEntries(this.#counts), requests: [...this.#requests] };
  }
}
