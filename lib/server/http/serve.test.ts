import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Actor, Person } from "@/lib/access/actor";
import {
  anybody,
  CALL_ID_PARAM,
  endpoint,
  INSIDE_THE_DEMO,
  unasked,
  whoMay,
  whoMaySignedIn,
} from "@/lib/wire/api/endpoint";
import { errorAnswerSchema } from "@/lib/wire/contract";
import { serve } from "./serve";

const mocked = vi.hoisted(() => ({ actor: vi.fn(), auth: "on", denied: vi.fn() }));
vi.mock("../actor", () => ({ actorOf: mocked.actor }));
vi.mock("../access", () => ({ access: async () => ({ audit: { denied: mocked.denied } }) }));
vi.mock("@/lib/settings/settings", () => ({ settings: () => ({ publicUrl: null, auth: mocked.auth }) }));

const person = (role: Person["role"], via: Person["via"] = "session"): Person => ({
  kind: "person",
  id: role,
  name: role,
  email: null,
  role,
  scope: null,
  via,
  credentialId: "c",
  mayAct: true,
});
const NOBODY: Actor = { kind: "anonymous" };
const answer = z.strictObject({ data: z.strictObject({ n: z.number() }) });
const OWN_PAGE = { "content-type": "application/json", "sec-fetch-site": "same-origin" };

const thing = endpoint({
  path: "/api/v1/things/{callId}",
  topic: "Calls",
  params: { callId: CALL_ID_PARAM },
  methods: {
    GET: {
      summary: "",
      who: whoMay("audit.read"),
      query: {
        schema: z.strictObject({ n: z.string().transform(Number).optional() }),
        words: ({ name, fault }) => `${name}, ${fault}`,
      },
      answer,
    },
    POST: {
      summary: "",
      who: whoMaySignedIn("users.manage"),
      body: z.strictObject({ n: z.number() }),
      answer,
      status: 201,
    },
    PUT: { summary: "", who: INSIDE_THE_DEMO, answer },
    DELETE: { summary: "", who: unasked("the test says so, and nobody asks"), answer },
  },
});
const reached = vi.fn();
const handlers = serve(thing, {
  async GET({ actor, params, query }) {
    reached(actor, params.callId, query.n);
    return { data: { n: query.n ?? 0 } };
  },
  POST: ({ actor, body }) => ({
    kind: "done",
    answer: { data: { n: body.n + actor.kind.length } },
    cookies: ["a=1", "b=2"],
  }),
  PUT: () => ({ data: { n: 1 } }),
  DELETE: ({ actor }) => ({ data: { n: actor === null ? 0 : 1 } }),
});

const context = (callId: string) => ({ params: Promise.resolve({ callId }) });
async function ask(method: keyof typeof handlers, options: { query?: string; id?: string; init?: RequestInit } = {}) {
  const { query = "", id = "call_1", init = {} } = options;
  const request = new Request(`http://localhost/api/v1/things/${id}${query}`, { method, ...init });
  const response = await handlers[method](request, context(id));
  const text = await response.text();
  const refusal = response.ok ? null : errorAnswerSchema.parse(JSON.parse(text)).error;
  return { response, status: response.status, reason: refusal?.reason, message: refusal?.message, text };
}
const change = (body: unknown) => ({ init: { headers: OWN_PAGE, body: JSON.stringify(body) } });

beforeEach(() => {
  mocked.auth = "on";
  mocked.actor.mockReset().mockResolvedValue(person("admin"));
  mocked.denied.mockReset();
  reached.mockReset();
});

describe("who asks", () => {
  test.each<[string, Actor, number, string | undefined]>([
    ["nobody", NOBODY, 401, "sign_in_required"],
    ["somebody whose role does not allow it", person("viewer"), 403, "not_permitted"],
    ["a screen", { kind: "wall", id: "w", name: "Lobby", words: false }, 403, "not_permitted"],
    ["somebody whose role does", person("admin"), 200, undefined],
  ])("%s is judged before the handler runs", async (_, actor, status, reason) => {
    mocked.actor.mockResolvedValue(actor);
    expect(await ask("GET")).toMatchObject({ status, reason });
    expect(reached).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
    expect(mocked.denied).toHaveBeenCalledTimes(reason === "not_permitted" ? 1 : 0);
  });

  test("what is for people who signed in is not for their programs", async () => {
    mocked.actor.mockResolvedValue(person("admin", "token"));
    expect(await ask("POST", change({ n: 1 }))).toMatchObject({ status: 403, reason: "not_permitted" });
  });

  test("where it does not matter nobody looks, and the handler cannot either", async () => {
    expect(await ask("DELETE", { init: { headers: OWN_PAGE } })).toMatchObject({
      status: 200,
      text: '{"data":{"n":0}}',
    });
    expect(mocked.actor).not.toHaveBeenCalled();
  });

  test("what is in the demo is nowhere else, before anything is read or found out", async () => {
    expect(await ask("PUT")).toMatchObject({ status: 404, reason: "not_found" });
    expect(mocked.actor).not.toHaveBeenCalled();
    mocked.auth = "demo";
    expect(await ask("PUT", { init: { headers: OWN_PAGE } })).toMatchObject({ status: 200 });
  });
});

describe("what is asked", () => {
  test("reaches the handler read", async () => {
    expect(await ask("GET", { query: "?n=7" })).toMatchObject({ status: 200, text: '{"data":{"n":7}}' });
    expect(reached).toHaveBeenCalledWith(person("admin"), "call_1", 7);
  });

  test.each([
    ["?m=1", "m, unknown"],
    ["?n=1&n=2", "n, twice"],
    ["?__proto__=1", "__proto__, unknown"],
  ])("a query %s is refused in the words of its declaration", async (query, message) => {
    expect(await ask("GET", { query })).toMatchObject({ status: 400, reason: "invalid_request", message });
  });

  test("an id that is none is refused, whoever asks, and what they ask for is not looked at", async () => {
    mocked.actor.mockResolvedValue(NOBODY);
    for (const id of ["..", "a/b", "%2e%2e", "é", "a\0", ""]) {
      const answer = await handlers.GET(new Request("http://localhost/?m=1"), context(id));
      expect([answer.status, (await answer.json()).error.reason]).toEqual([400, "invalid_call_id"]);
    }
    expect(reached).not.toHaveBeenCalled();
  });

  test("a change comes from our own pages, as JSON in the declared shape", async () => {
    expect(await ask("POST", change({ n: 1 }))).toMatchObject({ status: 201, text: '{"data":{"n":7}}' });
    expect(await ask("POST", change({ n: "1" }))).toMatchObject({ status: 400, reason: "invalid_request" });
    const foreign = { headers: { ...OWN_PAGE, "sec-fetch-site": "cross-site" }, body: '{"n":1}' };
    expect(await ask("POST", { init: foreign })).toMatchObject({ status: 403, reason: "cross_site" });
    expect(await ask("DELETE")).toMatchObject({ status: 403, reason: "cross_site" });
  });
});

describe("what is answered", () => {
  test("is kept by nobody, and has each cookie in a header of its own", async () => {
    const { response } = await ask("POST", change({ n: 1 }));
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  test("to a method that is not declared is 405 with those that are, and nobody is asked who they are", async () => {
    for (const method of ["PATCH", "OPTIONS"] as const) {
      const { status, reason, response } = await ask(method);
      expect([status, reason, response.headers.get("allow")]).toEqual([
        405,
        "invalid_request",
        "GET, HEAD, POST, PUT, DELETE",
      ]);
    }
    expect(mocked.actor).not.toHaveBeenCalled();
  });

  test("to HEAD is what GET says", async () => {
    expect((await ask("HEAD", { query: "?n=7" })).status).toBe(200);
    expect(reached).toHaveBeenCalledTimes(1);
  });

  test("what a handler throws is our envelope", async () => {
    reached.mockImplementation(() => {
      throw Object.assign(new Error("away"), { name: "DatabaseUnavailableError" });
    });
    expect(await ask("GET")).toMatchObject({ status: 503, reason: "database_unavailable" });
  });
});

test("a declaration that does not say who asks, or a handler for something else, does not compile", () => {
  // @ts-expect-error: no `who`
  endpoint({ path: "/x", topic: "Calls", methods: { GET: { summary: "", answer } } });
  // @ts-expect-error: an action nobody knows
  whoMay("calls.invent");
  const open = endpoint({
    path: "/x",
    topic: "Calls",
    methods: { GET: { summary: "", who: unasked("a test"), answer } },
  });
  // @ts-expect-error: nobody was asked who they are
  serve(open, { GET: ({ actor }) => ({ data: { n: actor.kind.length } }) });
  // @ts-expect-error: not the declared answer
  serve(open, { GET: () => ({ data: { n: "1" } }) });
  // @ts-expect-error: a method that is declared and not handled
  serve(open, {});
  const asked = endpoint({
    path: "/x",
    topic: "Calls",
    methods: { GET: { summary: "", who: anybody("a test"), answer } },
  });
  expect(serve(asked, { GET: ({ actor }) => ({ data: { n: actor.kind.length } }) }).GET).toBeInstanceOf(Function);
});
