import { describe, expect, test } from "vitest";
import { createCancel } from "./cancel";
import { sourceError } from "./testing";

/** A cancel whose fresh read ends when told to. */
function setup(outcomes: (Error | string)[]) {
  const seen = { cancels: 0, status: null as string | null };
  let endRead: (status: string | null) => void = () => {};
  const cancel = createCancel({
    source: {
      async cancelCall(id) {
        const outcome = outcomes[seen.cancels] ?? "cancelled";
        seen.cancels += 1;
        if (outcome instanceof Error) throw outcome;
        return { id, status: outcome };
      },
    },
    refresh: () =>
      new Promise((resolve) => {
        endRead = (status) => {
          seen.status = status;
          resolve(status);
        };
      }),
    knownStatus: () => (seen.status === "cancelled" ? seen.status : null),
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { cancel, seen, endRead: (status: string | null) => endRead(status), settle };
}

describe("ending a call twice", () => {
  test("a second click before the fresh read has come is answered like the first, without asking upstream", async () => {
    const { cancel, seen, endRead, settle } = setup([]);
    const first = await cancel("c1");
    expect(await cancel("c1")).toEqual(first);
    endRead("cancelled");
    await settle();
    expect(await cancel("c1")).toEqual({ kind: "already_ended", status: "cancelled" });
    expect(seen.cancels).toBe(1);
  });

  test("after a refusal a person may try again at once", async () => {
    const { cancel, seen, settle } = setup([sourceError("rate_limited", 1_000)]);
    expect((await cancel("c1")).kind).toBe("fault");
    await settle();
    expect((await cancel("c1")).kind).toBe("cancelled");
    expect(seen.cancels).toBe(2);
  });

  test("a confirmed end that the fresh read does not show can be asked for again", async () => {
    const { cancel, seen, endRead, settle } = setup([]);
    await cancel("c1");
    endRead("active");
    await settle();
    expect((await cancel("c1")).kind).toBe("cancelled");
    expect(seen.cancels).toBe(2);
  });
});
