import { dehydrate, environmentManager, hydrate, type QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type CallData, callQuery, seedCall } from "./call";
import { cancelCall } from "./cancel";
import { usersQuery } from "./identity";
import { type BoardData, boardQuery } from "./live";
import { getQueryClient, makeQueryClient } from "./query-client";

type Answer = { status?: number; etag?: string; refreshMs?: number; ageMs?: number; body?: unknown };

let client: QueryClient;
let asked: { path: string; etag: string | null; atMs: number }[];
let answers: Answer[];

const board = (ids: string[], more: Record<string, unknown> = {}) => ({
  data: {
    calls: ids.map((id) => ({ id, lastMessages: [{ content: `words of ${id}` }], ...more })),
    totals: { active: ids.length },
  },
  meta: { demo: true, budget: {} },
});
const call = (settled: boolean, contents: string[]) => ({
  data: { id: "c1", transcript: contents.map((content) => ({ role: "user", content })) },
  meta: { settled },
});

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T10:00:00Z") });
  environmentManager.setIsServer(() => false);
  client = makeQueryClient();
  client.mount();
  asked = [];
  answers = [];
  vi.stubGlobal("fetch", async (path: string, init: { headers: Record<string, string> }) => {
    asked.push({ path, etag: init.headers["if-none-match"] ?? null, atMs: Date.now() });
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 0 };
    if (answer.status === 0) throw new TypeError("fetch failed");
    return new Response(answer.status === 304 ? null : JSON.stringify(answer.body), {
      status: answer.status ?? 200,
      headers: {
        "earshot-as-of": new Date(Date.now() - (answer.ageMs ?? 0)).toISOString(),
        "earshot-now": new Date().toISOString(),
        "earshot-refresh-ms": String(answer.refreshMs ?? 2_000),
        ...(answer.etag ? { etag: answer.etag } : {}),
      },
    });
  });
});

afterEach(() => {
  client.unmount();
  client.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** What the page holds after a poll: the cache's own object, shared with what it held before. */
const boardNow = async (): Promise<BoardData> => {
  await client.fetchQuery(boardQuery());
  return client.getQueryData(boardQuery().queryKey) as BoardData;
};
const callNow = async (): Promise<CallData> => {
  await client.fetchQuery(callQuery("c1"));
  return client.getQueryData(callQuery("c1").queryKey) as CallData;
};

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("the board", () => {
  test("is asked for at once, then at the pace the server has in force", async () => {
    answers = [{ body: board(["a"]) }, { body: board(["a"]), refreshMs: 6_000 }, { body: board(["a"]) }];
    const stop = new QueryObserver(client, boardQuery()).subscribe(() => {});
    await pass(0);
    expect(asked.map((ask) => ask.path)).toEqual(["/api/v1/live"]);
    await pass(2_000);
    expect(asked).toHaveLength(2);
    await pass(5_999);
    expect(asked).toHaveLength(2);
    await pass(1);
    expect(asked).toHaveLength(3);
    stop();
  });

  test("masked is another address and another memory", async () => {
    answers = [{ body: board(["a"]) }];
    await client.fetchQuery(boardQuery({ masked: true }));
    expect(asked[0]?.path).toBe("/api/v1/live?masked=true");
    expect(client.getQueryData(boardQuery().queryKey)).toBeUndefined();
  });

  test("paused asks nothing and keeps what it has", async () => {
    answers = [{ body: board(["a"]) }];
    await client.fetchQuery(boardQuery());
    const observer = new QueryObserver(client, boardQuery({ paused: true }));
    const stop = observer.subscribe(() => {});
    await pass(60_000);
    expect(asked).toHaveLength(1);
    expect(observer.getCurrentResult().data?.board.data.calls).toHaveLength(1);
    stop();
  });

  test("paused before anything came, it is asked for until it has come, and then no more", async () => {
    answers = [{ status: 0 }, { body: board(["a"]) }];
    const observer = new QueryObserver(client, boardQuery({ paused: true }));
    const stop = observer.subscribe(() => {});
    await pass(60_000);
    expect(asked).toHaveLength(2);
    expect(observer.getCurrentResult().data?.board.data.calls).toHaveLength(1);
    stop();
  });

  test("a 304 keeps the board's identity and brings a new age", async () => {
    answers = [
      { body: board(["a", "b"]), etag: '"1"' },
      { status: 304, etag: '"1"' },
    ];
    const first = await boardNow();
    await pass(2_000);
    const second = await boardNow();
    expect(asked[1]?.etag).toBe('"1"');
    expect(second.board).toBe(first.board);
    expect(second.freshness.asOfMs).toBe((first.freshness.asOfMs ?? 0) + 2_000);
  });

  test("a call that did not change keeps its identity when others come above it and go", async () => {
    answers = [{ body: board(["a", "b", "c"]) }, { body: board(["z", "c", "b"]) }];
    const first = await boardNow();
    await pass(2_000);
    const second = await boardNow();
    const [, b, c] = first.board.data.calls;
    expect(second.board.data.calls.map((one) => one.id)).toEqual(["z", "c", "b"]);
    expect(second.board.data.calls[1]).toBe(c);
    expect(second.board.data.calls[2]).toBe(b);
  });

  test("a full answer that says the same is the same board", async () => {
    answers = [{ body: board(["a", "b"]) }, { body: board(["a", "b"]) }];
    const first = await boardNow();
    await pass(2_000);
    expect((await boardNow()).board).toBe(first.board);
  });

  test("one who looks at the board alone is not woken by its age", async () => {
    answers = [
      { body: board(["a"]), etag: '"1"' },
      { status: 304, etag: '"1"' },
    ];
    const observer = new QueryObserver(client, {
      ...boardQuery(),
      select: (data: BoardData) => data.board,
      notifyOnChangeProps: ["data"],
    });
    const woken = vi.fn();
    const stop = observer.subscribe(woken);
    await pass(0);
    const after = woken.mock.calls.length;
    await pass(20_000);
    expect(asked.length).toBeGreaterThan(8);
    expect(woken.mock.calls.length).toBe(after);
    stop();
  });

  test("an outage keeps the last board, is asked through ever more calmly, and ends by itself", async () => {
    answers = [{ body: board(["a"]) }, { status: 0 }];
    const observer = new QueryObserver(client, boardQuery());
    const stop = observer.subscribe(() => {});
    await pass(300_000);
    const result = observer.getCurrentResult();
    expect(result.data?.board.data.calls[0]?.id).toBe("a");
    expect(result.error?.reason).toBe("offline");
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.length).toBeLessThan(50);
    answers = [{ body: board(["a", "b"]) }];
    await pass(10_000);
    expect(observer.getCurrentResult().data?.board.data.calls).toHaveLength(2);
    expect(observer.getCurrentResult().error).toBeNull();
    stop();
  });
});

describe("an answer as changes", () => {
  const changed = (since: string, calls: Record<string, unknown>) => ({ since, data: { calls, totals: {} }, meta: {} });

  test("is asked for by the version on the page, and is the board all the same", async () => {
    answers = [
      { body: board(["a", "b"]), etag: 'W/"v1"' },
      { body: changed("v1", { changed: [{ id: "c" }], removed: ["a"] }), etag: '"v2"' },
      { body: changed("v2", { changed: [], removed: [], order: ["c", "b"] }), etag: '"v3"' },
    ];
    const first = await boardNow();
    await pass(2_000);
    const second = await boardNow();
    expect(second.board.data.calls.map(({ id }) => id)).toEqual(["b", "c"]);
    expect(second.board.data.calls[0]).toBe(first.board.data.calls[1]);
    expect(second.board.data.totals).toBe(first.board.data.totals);
    await pass(2_000);
    expect((await boardNow()).board.data.calls.map(({ id }) => id)).toEqual(["c", "b"]);
    expect(asked.map(({ path, etag }) => [path, etag])).toEqual([
      ["/api/v1/live", null],
      ["/api/v1/live?since=v1", 'W/"v1"'],
      ["/api/v1/live?since=v2", '"v2"'],
    ]);
  });

  test("keeps the lines of a call that were there, and brings those that came or read otherwise now", async () => {
    const line = (content: string) => ({ role: "user", content });
    const changes = {
      dropped: 0,
      changed: [
        [1, line("[card]")],
        [2, line("three")],
      ],
      length: 3,
    };
    answers = [
      { body: call(false, ["one", "two"]), etag: '"v1"' },
      { body: { since: "v1", data: { transcript: changes }, meta: { settled: true } }, etag: '"v2"' },
    ];
    const first = await callNow();
    await pass(2_000);
    const second = await callNow();
    expect(asked[1]?.path).toBe("/api/v1/calls/c1?messages=20000&as=read&since=v1");
    expect(second.answer).toEqual(call(true, ["one", "[card]", "three"]));
    expect(second.answer.data.transcript?.[0]).toBe(first.answer.data.transcript?.[0]);
  });

  test("that does not fit what is on the page has the whole asked for at once", async () => {
    for (const body of [changed("v0", { changed: [], removed: [] }), changed("v1", { changed: [], removed: ["z"] })]) {
      client.clear();
      asked = [];
      answers = [
        { body: board(["a"]), etag: '"v1"' },
        { body, etag: '"v2"' },
        { body: board(["a", "b"]), etag: '"v2"' },
      ];
      await boardNow();
      await pass(2_000);
      expect((await boardNow()).board.data.calls).toHaveLength(2);
      expect(asked[2]).toMatchObject({ path: "/api/v1/live", etag: null });
    }
  });

  test("is not taken from a server that knows less, and the next changes are those of what is on the page", async () => {
    const more = changed("v1", { changed: [{ id: "b" }], removed: [] });
    answers = [
      { body: board(["a"]), etag: '"v1"' },
      { body: more, etag: '"v2"' },
      { body: board([]), etag: '"v0"', ageMs: 6_000 },
      { status: 304, etag: '"v2"' },
    ];
    await boardNow();
    await pass(2_000);
    const newest = await boardNow();
    await pass(2_000);
    expect(await boardNow()).toBe(newest);
    await pass(2_000);
    expect((await boardNow()).board).toBe(newest.board);
    expect(asked[3]?.path).toBe("/api/v1/live?since=v2");
  });
});

describe("a call", () => {
  test("is polled until nothing is expected to change, then twice a minute, and is followed when it lives again", async () => {
    answers = [
      { body: call(false, ["one"]), refreshMs: 1_000 },
      { body: call(false, ["one", "two"]), refreshMs: 1_000 },
      { body: call(true, ["one", "two"]), refreshMs: 1_000 },
    ];
    const observer = new QueryObserver(client, callQuery("c1"));
    const stop = observer.subscribe(() => {});
    await pass(2_000);
    expect(asked.map((ask) => ask.path)).toEqual(Array(3).fill("/api/v1/calls/c1?messages=20000&as=read"));
    expect(observer.getCurrentResult().data?.answer.meta.settled).toBe(true);
    await pass(59_000);
    expect(asked).toHaveLength(4);
    answers = [{ body: call(false, ["a new attempt"]), refreshMs: 1_000 }];
    await pass(3_000);
    expect(observer.getCurrentResult().data?.answer).toMatchObject(call(false, ["a new attempt"]));
    expect(asked.length).toBeGreaterThan(5);
    stop();
  });

  /** What the server's page brings: its first view, given to the browser. */
  const openWith = (omittedMessages: number, settled: boolean) => {
    const server = makeQueryClient();
    const { data, meta } = call(settled, ["last"]);
    const body = { data, meta: { ...meta, omittedMessages } } as unknown as CallData["answer"];
    const freshness = { asOfMs: 0, serverNowMs: 0, refreshMs: 2_000 } as CallData["freshness"];
    seedCall(server, "c1", { body, freshness, etag: '"first"' });
    hydrate(client, JSON.parse(JSON.stringify(dehydrate(server))));
  };

  test.each([false, true])(
    "whose first view was cut is asked for whole at once, even when settled (paused: %s)",
    async (paused) => {
      openWith(9_500, true);
      answers = [{ status: 0 }, { body: call(true, ["first", "last"]) }];
      const observer = new QueryObserver(client, callQuery("c1", { paused }));
      const stop = observer.subscribe(() => {});
      await pass(0);
      expect(asked).toMatchObject([{ etag: null }]);
      await pass(25_000);
      expect(asked).toHaveLength(2);
      expect(observer.getCurrentResult().data?.answer.data.transcript).toHaveLength(2);
      expect(observer.getCurrentResult().data?.partial).toBeUndefined();
      stop();
    },
  );

  test("whose first view was whole and settled is not asked for at once, nor often", async () => {
    openWith(0, true);
    answers = [{ body: call(true, ["last"]) }];
    const stop = new QueryObserver(client, callQuery("c1")).subscribe(() => {});
    await pass(29_000);
    expect(asked).toHaveLength(0);
    await pass(31_000);
    expect(asked).toHaveLength(2);
    stop();
  });

  test("longer than the browser's own answer can hold is done when settled", async () => {
    openWith(90_000, true);
    const held = call(true, ["last"]);
    answers = [{ body: { ...held, meta: { ...held.meta, omittedMessages: 80_000 } } }];
    const stop = new QueryObserver(client, callQuery("c1")).subscribe(() => {});
    await pass(29_000);
    expect(asked).toHaveLength(1);
    stop();
  });

  test("lines already read keep their identity as the transcript grows", async () => {
    answers = [{ body: call(false, ["one", "two"]) }, { body: call(false, ["one", "two", "three"]) }];
    const lines = (data: CallData) => data.answer.data.transcript ?? [];
    const first = lines(await callNow());
    await pass(2_000);
    const second = lines(await callNow());
    expect(second).toHaveLength(3);
    expect(second[0]).toBe(first[0]);
    expect(second[1]).toBe(first[1]);
  });

  test("one that is not found yet is asked for again; an impossible id is not", async () => {
    const refused = (reason: string, status: number) => ({
      status,
      body: { error: { message: "no", code: status, reason } },
    });
    answers = [refused("call_not_found", 404)];
    const stop = new QueryObserver(client, callQuery("c1")).subscribe(() => {});
    await pass(30_000);
    expect(asked.length).toBeGreaterThan(3);
    stop();
    asked = [];
    answers = [refused("invalid_call_id", 400)];
    const stopOther = new QueryObserver(client, callQuery("c2")).subscribe(() => {});
    await pass(60_000);
    expect(asked).toHaveLength(1);
    stopOther();
  });
});

describe("of several servers behind one address", () => {
  test("one that knows less than what is on the board or the call's page changes nothing there, and is told nothing of", async () => {
    answers = [{ body: board(["a", "b"]) }, { body: board(["a"]), ageMs: 6_000 }];
    const newer = await boardNow();
    await pass(2_000);
    expect(await boardNow()).toBe(newer);
    answers = [{ body: call(false, ["one", "two"]) }, { body: call(false, ["one"]), ageMs: 6_000 }];
    const whole = await callNow();
    await pass(2_000);
    expect(await callNow()).toBe(whole);
  });

  test("one that shows less, because the role has changed, is taken at once however old its data is", async () => {
    const masked = { ...board(["a"]), meta: { masked: true } };
    answers = [{ body: board(["a", "b"]) }, { body: masked, ageMs: 6_000 }];
    await boardNow();
    await pass(2_000);
    expect((await boardNow()).board.meta.masked).toBe(true);
  });
});

describe("the rest", () => {
  test("ending a call gives the honest outcome, and a refusal as a reason", async () => {
    const ended = { data: { id: "c1", status: "cancelled" }, message: "ok", meta: { outcome: "cancelled" } };
    answers = [{ body: ended }];
    expect(await cancelCall("c1")).toEqual(ended);
    answers = [{ status: 409, body: { error: { message: "no", code: 409, reason: "not_cancellable" } } }];
    await expect(cancelCall("c1")).rejects.toMatchObject({ reason: "not_cancellable", status: 409 });
    expect(asked).toHaveLength(2);
  });

  test("the browser has one client for the page; on the server every render has its own", () => {
    expect(getQueryClient()).toBe(getQueryClient());
    environmentManager.setIsServer(() => true);
    expect(getQueryClient()).not.toBe(getQueryClient());
  });
});

describe("a settings list", () => {
  const refusal = (reason: string, status: number) => ({
    status,
    body: { error: { message: "no", code: status, reason } },
  });
  test("that could not be read for a passing reason is asked for again by itself, and no longer once it is there", async () => {
    answers = [refusal("database_unavailable", 503), { body: { data: { users: [] } } }];
    const stop = new QueryObserver(client, usersQuery()).subscribe(() => {});
    await pass(9_000);
    expect(asked).toHaveLength(1);
    await pass(60_000);
    expect(asked).toHaveLength(2);
    stop();
  });

  test("that may not be read is asked for once", async () => {
    answers = [refusal("not_permitted", 403)];
    const stop = new QueryObserver(client, usersQuery()).subscribe(() => {});
    await pass(60_000);
    expect(asked).toHaveLength(1);
    stop();
  });
});
