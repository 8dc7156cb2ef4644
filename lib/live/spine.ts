import { callEvents, type Untold } from "./call-events";
import type { CallLife } from "./call-life";
import type { Clock } from "./clock";
import type { BoardEvent, LiveEvent, Topic } from "./events";

/** One subscriber. `since`: the last event that was told before it came. What is asked for each event is looked up once. */
type Subscriber = {
  topics: ReadonlySet<Topic>;
  hearsBoard: boolean;
  hearsCalls: boolean;
  listener: (event: LiveEvent) => void;
  since: number;
};

export type Spine = {
  subscribe(topics: readonly Topic[], listener: (event: LiveEvent) => void): () => void;
  /** Somebody listens to the board; to this call, be it among all. */
  hearsBoard(): boolean;
  hearsCall(id: string): boolean;
  /** Somebody listens to this call by its name. */
  isNamed(id: string): boolean;
  /** A call has gone on. What is to be told of it is worked out only where somebody listens. */
  callWentOn(before: CallLife, after: CallLife): void;
  boardWentOn(event: Untold<BoardEvent>): void;
  /** Runs what changes several things; nobody is told anything in the middle of it. */
  together(work: () => void): void;
  /** of the last event told or waiting to be told */
  sequence(): number;
};

/**
 * Tells whoever listens what has happened, each event to each once, in the order in which it happened. What a listener sets
 * off is told when all have heard the event before: nobody is called from within another's call, or from within a change.
 * @param parts.onListenerError a listener threw; the others are told all the same
 */
export function createSpine(parts: { clock: Clock; onListenerError: (error: unknown) => void }): Spine {
  const { clock, onListenerError } = parts;
  const subscribers = new Set<Subscriber>();
  const listening = new Map<Topic, number>();
  const waiting: LiveEvent[] = [];
  let sequence = 0;
  let depth = 0;
  let isTelling = false;

  const hears = (topic: Topic) => listening.has(topic);

  function count(topic: Topic, by: number): void {
    const left = (listening.get(topic) ?? 0) + by;
    if (left > 0) listening.set(topic, left);
    else listening.delete(topic);
  }

  function add(event: Untold<LiveEvent>): void {
    sequence += 1;
    waiting.push({ ...event, sequence, atMs: clock.nowMs() });
  }

  function tellOne(one: Subscriber, event: LiveEvent): void {
    try {
      const work: unknown = one.listener(event);
      if (work instanceof Promise) work.catch(onListenerError);
    } catch (error) {
      onListenerError(error);
    }
  }

  function tellAll(): void {
    if (isTelling || depth > 0) return;
    isTelling = true;
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
      // Read once: events are of many shapes, and each look at one costs more than telling of it.
      const { sequence: place } = event;
      const named: Topic | null = event.type === "board.changed" ? null : `call:${event.callId}`;
      // Whoever comes meanwhile stands at the end, and is not meant; whoever leaves is not there any more.
      for (const one of subscribers) {
        if (place <= one.since) continue;
        if (named === null ? one.hearsBoard : one.hearsCalls || one.topics.has(named)) tellOne(one, event);
      }
    }
    isTelling = false;
  }

  const hearsCall = (id: string) => hears("calls") || hears(`call:${id}`);

  return {
    subscribe(topics, listener) {
      const heard = new Set(topics);
      const one = {
        ...{ topics: heard, hearsBoard: heard.has("board"), hearsCalls: heard.has("calls") },
        ...{ listener, since: sequence },
      };
      subscribers.add(one);
      for (const topic of one.topics) count(topic, 1);
      return () => {
        if (!subscribers.delete(one)) return;
        for (const topic of one.topics) count(topic, -1);
      };
    },
    hearsBoard: () => hears("board"),
    hearsCall,
    isNamed: (id) => hears(`call:${id}`),
    callWentOn(before, after) {
      if (before.version === after.version || !hearsCall(after.id)) return;
      for (const event of callEvents(before, after)) add(event);
      tellAll();
    },
    boardWentOn(event) {
      add(event);
      tellAll();
    },
    together(work) {
      depth += 1;
      try {
        work();
      } finally {
        depth -= 1;
        tellAll();
      }
    },
    sequence: () => sequence,
  };
}
