/** What a test may set on an injected call: the upstream's fields, as the wire carries them. */
export type CallFields = { id: string } & Record<string, unknown>;
export type Fault = { kind: string } & Record<string, unknown>;
export type MessageFields = { role: "assistant" | "user" | string; content: string; timestamp?: string };

export type UpstreamRequest = { atMs: number; method: string; path: string; headerNames: string[] };

/** The simulator's levers, over its control addresses. */
export class Upstream {
  readonly #origin: string;

  constructor(
    readonly url: string,
    readonly key: string,
  ) {
    this.#origin = new URL(url).origin;
  }

  async #control(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.#origin}/__simulator${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** No calls but injected ones, no faults, an empty request log. */
  async reset(options: { empty?: boolean } = {}): Promise<void> {
    await this.#control("DELETE", "/fault");
    await this.#control("DELETE", "/call");
    await this.#control("POST", "/empty", { empty: options.empty ?? true });
    await this.#control("DELETE", "/requests");
  }

  /** Puts a call there; what is not given is a believable active inbound call that starts now. */
  put(call: CallFields): Promise<unknown> {
    return this.#control("POST", "/call", call);
  }

  change(id: string, fields: Record<string, unknown>): Promise<unknown> {
    return this.#control("PATCH", `/call/${encodeURIComponent(id)}`, fields);
  }

  say(id: string, ...messages: MessageFields[]): Promise<unknown> {
    return this.change(id, { append: messages });
  }

  end(id: string, end: { status: string; failureReason?: string; summary?: string | null }): Promise<unknown> {
    return this.change(id, { end });
  }

  remove(id: string): Promise<unknown> {
    return this.#control("DELETE", `/call/${encodeURIComponent(id)}`);
  }

  fault(fault: Fault): Promise<unknown> {
    return this.#control("POST", "/fault", fault);
  }

  clearFaults(): Promise<unknown> {
    return this.#control("DELETE", "/fault");
  }

  async requests(): Promise<UpstreamRequest[]> {
    const report = (await this.#control("GET", "/requests")) as { requests: UpstreamRequest[] };
    return report.requests;
  }
}
