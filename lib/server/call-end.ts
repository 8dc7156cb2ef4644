import "server-only";
import type { CallEnd } from "@/lib/access/audit";
import { access } from "./access";

/** Nobody waits longer than this for the name of whoever ended a call: the call itself is there. */
const MOST_WAITED_MS = 400;

/** Who ended a call; null: nobody that is known, or the database cannot say so for now. */
export async function endOfCall(id: string): Promise<CallEnd | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), MOST_WAITED_MS);
  });
  const known = access()
    .then(({ callEnds }) => callEnds.of(id))
    .catch(() => null);
  const end = await Promise.race([known, late]);
  clearTimeout(timer);
  return end;
}
