import { PRE_ROLL_MS, planArrivals } from "@/lib/simulator/arrivals";
import { History } from "@/lib/simulator/history";
import { InjectedCalls } from "@/lib/simulator/injected";
import type { FinalStatus, Plan } from "@/lib/simulator/plan";
import { cutShort, type Script, type Status, writeScript } from "@/lib/simulator/script";
import { seedCall } from "@/lib/simulator/seed-calls";
import { detailAt, durationAt, phaseAt } from "@/lib/simulator/view";
import { type CancelOutcome, type Entry, iso, type WireCall, type WireRow } from "@/lib/simulator/wire";

type Known = Entry & { plan: Plan; script: Script | null; cancelled: Script | null; finalRow: WireRow | null };
const OPEN: readonly string[] = ["scheduled", "queued", "initiated", "connecting", "ringing", "active"];
const CANCELLABLE: readonly string[] = ["initiated", "connecting", "ringing", "active"];
const SCRIPTS_KEPT = 600;
/** An older call is over for certain, without its script having to be written. */
const LONGEST_MS = 3_600_000;
const LONGEST_ORDINARY_MS = 1_200_000;
/** What this floor has had is kept for so long while it runs; the days before it are history. */
const KEPT_MS = 15 * 86_400_000;
const DAYS_KEPT = 64;

/**
 * All calls, past, present and to come. What is true at a moment is read off scripts; the only things that are kept
 * are what people did (cancel, schedule, inject). `now` gives simulated epoch ms and never goes back.
 */
export class World {
  readonly injected: InjectedCalls;
  #entries: Known[] | null = null;
  #byId = new Map<string, Known>();
  #open = new Set<Known>();
  #arrivals;
  #history: History;
  #daysKnown = new Map<number, Known[]>();
  #scripts = new Map<string, Script>();
  #empty = false;
  #seenMs = Number.NEGATIVE_INFINITY;

  constructor(
    readonly seed: number,
    liveCalls: number,
    readonly now: () => number,
  ) {
    this.#arrivals = planArrivals(seed, now(), liveCalls);
    this.#history = new History(seed, now() - PRE_ROLL_MS, now);
    this.injected = new InjectedCalls(now);
  }

  /** From now on only injected calls (and the three of the document) exist, or all again. */
  setEmpty(empty: boolean): void {
    this.#empty = empty;
  }

  /** The call as the detail endpoint answers it, or null when there is none of that id. */
  detail(id: string): unknown {
    const injected = this.injected.get(id);
    if (injected !== undefined) return injected.call;
    const known = this.#empty ? undefined : this.#known(id);
    if (known !== undefined) return detailAt(this.#scriptOf(known), this.now());
    return seedCall(id);
  }

  /**
   * Entries that may match, ascending by creation. Only open ones when a status is asked for that only they can have, and of
   * history only the days of the range.
   */
  entries({ status, fromMs, toMs }: { status: string | null; fromMs: number | null; toMs: number | null }): Entry[] {
    this.#advance();
    const shown: Entry[] = this.#empty
      ? []
      : status !== null && OPEN.includes(status)
        ? this.#openEntries()
        : this.#all(fromMs, toMs);
    const injected = this.injected.listed();
    if (injected.length === 0) return shown;
    const overridden = new Set(injected.map((entry) => entry.id));
    const rest = shown.filter((entry) => !overridden.has(entry.id));
    return [...rest, ...injected].sort((one, other) => one.createdMs - other.createdMs);
  }

  /** Hangs up. Only a call that is being set up or talked on can be cancelled. */
  cancel(id: string): CancelOutcome {
    const injected = this.injected.get(id);
    if (injected !== undefined) return this.injected.cancel(id, CANCELLABLE);
    const known = this.#empty ? undefined : this.#known(id);
    if (known === undefined) return seedCall(id) === null ? "unknown" : "refused";
    if (!CANCELLABLE.includes(known.status)) return "refused";
    known.cancelled = cutShort(this.#scriptOf(known), this.now(), "cancelled", "cancelled_by_user");
    this.#settle(known);
    return "cancelled";
  }

  /** Adds a call that runs as planned. */
  add(plan: Plan): WireCall {
    this.#advance();
    const known = this.#register(plan);
    this.#settle(known);
    return detailAt(this.#scriptOf(known), this.now());
  }

  /** How many calls this floor has had since it began. */
  get size(): number {
    this.#advance();
    return this.#entries?.length ?? 0;
  }

  #known(id: string): Known | undefined {
    this.#advance();
    const known = this.#byId.get(id);
    const day = known === undefined ? this.#history.dayOf(id) : null;
    return day === null ? known : this.#day(day).find((one) => one.id === id);
  }

  #all(fromMs: number | null, toMs: number | null): Known[] {
    this.#advance();
    const past = this.#history.days(fromMs, toMs).flatMap((day) => this.#day(day));
    return [...past, ...(this.#entries ?? [])].sort((one, other) => one.createdMs - other.createdMs);
  }

  #day(day: number): Known[] {
    const known = this.#daysKnown.get(day) ?? this.#history.callsOf(day).map((plan) => this.#knownOf(plan));
    this.#daysKnown.set(day, known);
    // In the order in which they were looked at first: a day that is still in it is planned again.
    const first = this.#daysKnown.keys().next().value;
    if (this.#daysKnown.size > DAYS_KEPT && first !== undefined) this.#daysKnown.delete(first);
    return known;
  }

  #openEntries(): Known[] {
    return [...this.#open].sort((one, other) => one.createdMs - other.createdMs);
  }

  /** Lets everything happen that has happened by now. */
  #advance(): void {
    const nowMs = this.now();
    if (this.#entries === null) {
      this.#entries = [];
      for (const plan of this.#arrivals.past()) this.#register(plan);
    }
    if (nowMs === this.#seenMs) return;
    this.#seenMs = nowMs;
    for (const plan of this.#arrivals.until(nowMs)) this.#register(plan);
    for (const known of this.#open) this.#settle(known);
    this.#forget(nowMs - KEPT_MS);
  }

  #knownOf(plan: Plan): Known {
    const known: Known = {
      id: plan.id,
      status: plan.finalStatus,
      direction: plan.conversation.direction,
      agentId: plan.agent.id,
      phones: [plan.customer.phone, ...plan.agent.phoneNumbers],
      createdMs: plan.createdMs,
      scheduledMs: plan.scheduledMs,
      plan,
      script: null,
      cancelled: null,
      finalRow: null,
      row: () => this.#row(known),
    };
    return known;
  }

  #register(plan: Plan): Known {
    const entries = this.#entries ?? [];
    const known = this.#knownOf(plan);
    let at = entries.length;
    while (at > 0 && (entries[at - 1]?.createdMs ?? 0) > plan.createdMs) at -= 1;
    entries.splice(at, 0, known);
    this.#byId.set(plan.id, known);
    const longestMs = plan.plot === "long_call" ? LONGEST_MS : LONGEST_ORDINARY_MS;
    if ((plan.scheduledMs ?? plan.createdMs) > this.now() - longestMs) this.#open.add(known);
    return known;
  }

  #settle(known: Known): void {
    known.script ??= writeScript(this.seed, known.plan);
    const script = known.cancelled ?? known.script;
    const nowMs = this.now();
    known.status = phaseAt(script, nowMs).status satisfies Status | FinalStatus;
    if (nowMs < script.endedMs) return;
    this.#open.delete(known);
    known.script = null;
  }

  /** Drops what is older than the history reaches, so that a demo can run for months. */
  #forget(beforeMs: number): void {
    const entries = this.#entries ?? [];
    if ((entries[0]?.createdMs ?? beforeMs) >= beforeMs) return;
    const kept = entries.findIndex((entry) => entry.createdMs >= beforeMs);
    for (const entry of entries.splice(0, kept === -1 ? entries.length : kept)) this.#byId.delete(entry.id);
  }

  #scriptOf(known: Known): Script {
    const at = known.cancelled ?? known.script ?? this.#scripts.get(known.id);
    if (at !== undefined) return at;
    const script = writeScript(this.seed, known.plan);
    this.#scripts.set(known.id, script);
    const oldest = this.#scripts.keys().next();
    if (this.#scripts.size > SCRIPTS_KEPT && oldest.done !== true) this.#scripts.delete(oldest.value);
    return script;
  }

  #row(known: Known): WireRow {
    if (known.finalRow !== null) return known.finalRow;
    const { plan } = known;
    const script = this.#scriptOf(known);
    const nowMs = this.now();
    const dialled = script.phases.some((phase) => phase.status === "ringing" && phase.atMs <= nowMs);
    const row: WireRow = {
      id: plan.id,
      status: known.status,
      direction: known.direction,
      scheduledAt: plan.scheduledMs === null ? null : iso(plan.scheduledMs),
      duration: durationAt(script, nowMs),
      outcome: known.status === "completed" ? plan.conversation.outcome : null,
      twilioCallSid: dialled ? script.twilioCallSid : null,
      agent: { id: plan.agent.id, name: plan.agent.name },
      contact: {
        phone: plan.customer.phone,
        name: `${plan.customer.first} ${plan.customer.last}`,
        email: plan.customer.email,
      },
      phoneNumber: plan.customer.phone,
      createdAt: iso(plan.createdMs),
    };
    if (!OPEN.includes(known.status)) known.finalRow = row;
    return row;
  }
}
