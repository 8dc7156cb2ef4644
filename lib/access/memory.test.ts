import { beforeEach, describe, expect, test } from "vitest";
import type { Changes, Topic } from "@/lib/database/changes";
import { createMemory, REMEMBERED_MS, type Recall } from "./memory";

type Answer = { is: string; untilMs?: number };

let nowMs = 0;
let isHeard = true;
let tell: (topic: Topic | null) => void;
let recall: Recall<Answer | null>;
let reads: string[] = [];
let changes: Changes;
/** what was put off, and until when */
let later: { atMs: number; task: () => void }[] = [];
let stored: Record<string, Answer | null> = {};

beforeEach(() => {
  nowMs = 1_000_000;
  isHeard = true;
  reads = [];
  stored = { a: { is: "one" }, b: { is: "two" } };
  const listeners: ((topic: Topic | null) => void)[] = [];
  tell = (topic) => {
    for (const hear of listeners) hear(topic);
  };
  changes = { areHeard: () => isHeard, subscribe: (hear) => void listeners.push(hear) };
  later = [];
  recall = memory().of<Answer | null>(["people"]);
});

const memory = () =>
  createMemory(changes, {
    nowMs: () => nowMs,
    after: (delayMs, task) => void later.push({ atMs: nowMs + delayMs, task }),
  });

/** Time goes on, and what was put off is done when it is due. */
async function pass(ms: number) {
  const endMs = nowMs + ms;
  for (;;) {
    const next = later.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
    if (next === undefined) break;
    later = later.filter((one) => one !== next);
    nowMs = Math.max(nowMs, next.atMs);
    next.task();
    await new Promise((resolve) => setImmediate(resolve));
  }
  nowMs = endMs;
}

const read = (key: string) => async () => {
  reads.push(key);
  return stored[key] ?? null;
};
const asked = (key: string) => recall(key, read(key), (answer) => answer !== null);

/** A question whose answer, as it is at the moment of asking, comes when `arrive` is called. */
function slowly(key: string) {
  let arrive = () => {};
  const answer = recall(
    key,
    () => {
      reads.push(key);
      const value = stored[key] ?? null;
      return new Promise<Answer | null>((resolve) => {
        arrive = () => resolve(value);
      });
    },
    (value) => value !== null,
  );
  return { answer, arrive: () => arrive() };
}

describe("what was proven", () => {
  test("asks nothing again for two seconds, by whomever it is asked, and then asks", async () => {
    await asked("a");
    nowMs += REMEMBERED_MS - 1;
    expect(await asked("a")).toEqual({ is: "one" });
    expect(await asked("b")).toEqual({ is: "two" });
    expect(reads).toEqual(["a", "b"]);
    nowMs += 1;
    await asked("a");
    expect(reads).toEqual(["a", "b", "a"]);
  });

  test("is as old as its question, not as its answer", async () => {
    const slow = slowly("a");
    nowMs += REMEMBERED_MS - 1;
    slow.arrive();
    await slow.answer;
    await asked("a");
    expect(reads).toEqual(["a"]);
    nowMs += 1;
    await asked("a");
    expect(reads).toEqual(["a", "a"]);
  });

  test("is nothing that does not hold: nobody is remembered as nobody", async () => {
    stored.a = null;
    expect(await asked("a")).toBeNull();
    stored.a = { is: "now" };
    expect(await asked("a")).toEqual({ is: "now" });
  });

  test("is judged each time, so that what expires meanwhile asks the database", async () => {
    let wallMs = 500;
    stored.a = { is: "one", untilMs: 1_000 };
    const holding = () => recall("a", read("a"), (answer) => answer !== null && (answer.untilMs ?? 0) > wallMs);
    await holding();
    await holding();
    expect(reads).toHaveLength(1);
    wallMs = 1_000;
    stored.a = null;
    expect(await holding()).toBeNull();
  });

  test("is not made younger or older by a wall clock that is set", async () => {
    await asked("a");
    // Only the clock that nobody sets is asked; what it says is all that counts.
    nowMs += REMEMBERED_MS - 1;
    await asked("a");
    expect(reads).toHaveLength(1);
  });

  test("is asked for once by many who ask at once, and all hear the same failure", async () => {
    const slow = slowly("a");
    const others = [asked("a"), asked("a")];
    slow.arrive();
    expect(await Promise.all(others)).toEqual([{ is: "one" }, { is: "one" }]);
    expect(reads).toEqual(["a"]);
    const away = new Error("away");
    const failing = recall(
      "b",
      () => Promise.reject(away),
      () => true,
    );
    const joined = asked("b");
    expect(await Promise.allSettled([failing, joined])).toEqual([
      { status: "rejected", reason: away },
      { status: "rejected", reason: away },
    ]);
    expect(await asked("b")).toEqual({ is: "two" });
  });

  test("is not more than 5,000 answers; those proven first go", async () => {
    for (let index = 0; index < 5_001; index++) {
      stored[`k${index}`] = { is: "x" };
      await asked(`k${index}`);
    }
    reads = [];
    await asked("k5000");
    await asked("k1");
    expect(reads).toEqual([]);
    await asked("k0");
    expect(reads).toEqual(["k0"]);
  });
});

describe("a change", () => {
  test("ends what it concerns, and nothing else", async () => {
    await asked("a");
    tell("walls");
    await asked("a");
    expect(reads).toEqual(["a"]);
    tell("people");
    stored.a = null;
    expect(await asked("a")).toBeNull();
  });

  test("that nobody could name ends everything", async () => {
    await asked("a");
    tell(null);
    await asked("a");
    expect(reads).toEqual(["a", "a"]);
  });

  test("is not undone by an answer that was under way, nor told to whoever asks after it", async () => {
    const before = slowly("a");
    stored.a = { is: "changed" };
    tell("people");
    const after = asked("a");
    before.arrive();
    expect(await before.answer).toEqual({ is: "one" });
    expect(await after).toEqual({ is: "changed" });
    expect(await asked("a")).toEqual({ is: "changed" });
    expect(reads).toEqual(["a", "a"]);
  });

  test("while answers arrive in the other order leaves the younger one", async () => {
    const before = slowly("a");
    tell("people");
    stored.a = { is: "changed" };
    expect(await asked("a")).toEqual({ is: "changed" });
    before.arrive();
    await before.answer;
    expect(await asked("a")).toEqual({ is: "changed" });
  });
});

describe("while changes may go unheard", () => {
  test("everybody asks the database, each for themselves", async () => {
    await asked("a");
    isHeard = false;
    stored.a = null;
    expect(await asked("a")).toBeNull();
    const slow = slowly("b");
    expect(await asked("b")).toEqual({ is: "two" });
    slow.arrive();
    await slow.answer;
    expect(reads).toEqual(["a", "a", "b", "b"]);
  });

  test("nothing that is read then is remembered afterwards", async () => {
    const slow = slowly("a");
    isHeard = false;
    slow.arrive();
    await slow.answer;
    isHeard = true;
    await asked("a");
    expect(reads).toEqual(["a", "a"]);
  });
});

describe("what several people ask again and again", () => {
  let together: string[][] = [];
  let renewing: Recall<Answer | null>;
  /** null: as it is stored */
  let answering: (() => Promise<ReadonlyMap<string, Answer | null>>) | null = null;
  const theirs = (key: string) => renewing(key, read(key), (answer) => answer !== null);

  beforeEach(async () => {
    together = [];
    answering = null;
    stored = { a: { is: "A" }, b: { is: "B" }, c: { is: "C" } };
    renewing = memory().of<Answer | null>(["people"], async (keys) => {
      together.push(keys);
      const found = new Map(keys.flatMap((key) => (stored[key] ? [[key, stored[key]] as const] : [])));
      return answering === null ? found : answering();
    });
    await Promise.all(["a", "b", "c"].map(theirs));
    reads = [];
  });

  test("is proven in one question, so that nobody who polls every two seconds asks for themselves", async () => {
    for (let poll = 0; poll < 10; poll++) {
      await pass(2_000);
      await Promise.all(["a", "b", "c"].map(theirs));
    }
    expect(reads).toEqual([]);
    expect(together.length).toBeLessThanOrEqual(14);
    expect(together.every((keys) => keys.join("") === "abc")).toBe(true);
  });

  test("is never older than two seconds for all that", async () => {
    await pass(1_600);
    stored = { b: { is: "B" }, c: { is: "C2" } };
    isHeard = true;
    await pass(1_500);
    expect(await theirs("a")).toBeNull();
    expect(await theirs("c")).toEqual({ is: "C2" });
  });

  test("is proven again soon after a change, once for many changes", async () => {
    for (let change = 0; change < 20; change++) tell("people");
    await pass(300);
    expect(together).toHaveLength(1);
    await theirs("a");
    expect(reads).toEqual([]);
  });

  test("does not bring back what changed while it was under way", async () => {
    let arrive = () => {};
    answering = () =>
      new Promise((resolve) => {
        arrive = () => resolve(new Map([["a", { is: "A" }]]));
      });
    await pass(1_500);
    stored.a = { is: "changed" };
    tell("people");
    arrive();
    await pass(0);
    expect(await theirs("a")).toEqual({ is: "changed" });
  });

  test("is let go when nobody asks any more, and nothing is asked for nobody", async () => {
    await pass(60_000);
    expect(together.length).toBeLessThanOrEqual(4);
    expect(later).toEqual([]);
  });

  test("that cannot be proven ages and is asked for; failing harms nobody", async () => {
    answering = () => Promise.reject(new Error("away"));
    await pass(1_999);
    await theirs("a");
    expect(reads).toEqual([]);
    await pass(1);
    await theirs("a");
    expect(reads).toEqual(["a"]);
  });

  test("asks nothing while changes may go unheard", async () => {
    isHeard = false;
    await pass(4_000);
    expect(together).toEqual([]);
  });

  test("by one or two people is asked by each when they come", async () => {
    const few = memory().of<Answer | null>(["people"], async (keys) => {
      together.push(keys);
      return new Map();
    });
    await few("a", read("a"), () => true);
    const before = together.length;
    for (const { task } of later.slice(-1)) task();
    expect(together.length).toBe(before);
  });
});
