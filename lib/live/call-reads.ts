import type { CallLife } from "./call-life";
import type { Clock } from "./clock";
import type { ListWatch } from "./list-watch";
import type { Lives } from "./lives";
import { type CallSource, type Exchange, faultOf } from "./source";

export type CallReads = {
  /** Reads a call that is due. @param wantedMs how often it is wanted: what another instance read within half of that does */
  read(life: CallLife, wantedMs: number): void;
  /** Reads a call now, and tells its life what was read. */
  tellFrom(id: string): Promise<void>;
};

/** Reads calls, and tells their lives what was read. @param parts.onRead an attempt has ended, well or not */
export function createCallReads(parts: {
  source: Pick<CallSource, "getCall">;
  exchange: Exchange;
  clock: Clock;
  lives: Pick<Lives, "tell">;
  list: Pick<ListWatch, "facts" | "hurry">;
  run: (read: () => Promise<void>) => void;
  jitter: () => number;
  onRead: (id: string) => void;
}): CallReads {
  const { source, exchange, clock, lives, list, run, jitter, onRead } = parts;

  async function read(id: string, maxAgeMs: number): Promise<void> {
    try {
      const { value, ...reading } = await exchange.read(`call:${id}`, maxAgeMs, () => source.getCall(id));
      const listAsOfMs = list.facts.asOfMs;
      lives.tell(id, { kind: "read", read: { ...value, ...reading }, skewMs: clock.skewMs(), listAsOfMs });
      list.hurry();
    } catch (error) {
      const fault = faultOf(error);
      if (fault.kind === "request_budget") lives.tell(id, { kind: "postponed" });
      else lives.tell(id, { kind: "failed", fault, jitter: jitter() });
    }
    onRead(id);
  }

  return {
    tellFrom(id) {
      lives.tell(id, { kind: "tried" });
      return read(id, 0);
    },
    read({ id, pace }, wantedMs) {
      // Whoever needs it now needs it from now on: what another instance read before does not do.
      const maxAgeMs = pace.urgentSinceMs === null ? wantedMs / 2 : 0;
      lives.tell(id, { kind: "tried" });
      run(() => read(id, maxAgeMs));
    },
  };
}
