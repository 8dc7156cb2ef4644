import active from "@/lib/simulator/fixtures/call-active.json";
import completed from "@/lib/simulator/fixtures/call-completed.json";
import failed from "@/lib/simulator/fixtures/call-failed.json";

/** The three calls of the document, to the letter: by id only, since their dates are long past. */
const SEED_CALLS: Readonly<Record<string, unknown>> = {
  [completed.data.id]: completed.data,
  [active.data.id]: active.data,
  [failed.data.id]: failed.data,
};

export function seedCall(id: string): unknown {
  return Object.hasOwn(SEED_CALLS, id) ? SEED_CALLS[id] : null;
}
