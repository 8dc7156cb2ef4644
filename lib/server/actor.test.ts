import { beforeEach, describe, expect, test, vi } from "vitest";
import { SESSION_COOKIE, WALL_COOKIE } from "@/lib/access/cookies";
import { RequestError } from "@/lib/wire/request-error";
import { actorOf } from "./actor";
import { authorize } from "./authorize";

const mocked = vi.hoisted(() => ({ settings: vi.fn(), access: vi.fn() }));
vi.mock("@/lib/settings/settings", () => ({ settings: mocked.settings }));
vi.mock("./access", () => ({ access: mocked.access }));

const user = {
  id: "ada",
  name: "Ada",
  email: "ada@example.com",
  role: "viewer",
  scope: null,
  passwordHash: "scrypt$secret",
};
const denied = vi.fn(async () => undefined);

beforeEach(() => {
  mocked.settings.mockReturnValue({ auth: "on" });
  denied.mockClear();
  mocked.access.mockResolvedValue({
    sessions: { find: async (token: string) => (token === "good" ? { user, session: { id: "s" } } : null) },
    tokens: {
      find: async (token: string) =>
        token.startsWith("good")
          ? { user, token: { id: "t", permission: token === "good-act" ? "act" : "read" } }
          : null,
    },
    walls: { find: async (token: string) => (token === "good" ? { id: "w", name: "Hall" } : null) },
    audit: { denied },
  });
});

const session = (value: string) => `${SESSION_COOKIE}=${value}`;
const wall = (value: string) => `${WALL_COOKIE}=${value}`;
const by = async (headers: Record<string, string>) => {
  const actor = await actorOf(new Headers(headers));
  return actor.kind === "person" ? `${actor.via}:${actor.credentialId}:${actor.mayAct}` : actor.kind;
};

describe("who asks", () => {
  test.each<[string, Record<string, string>, string]>([
    ["nothing", {}, "anonymous"],
    ["a session", { cookie: session("good") }, "session:s:true"],
    ["a session that is over", { cookie: session("bad") }, "anonymous"],
    ["a wall's pass", { cookie: wall("good") }, "wall"],
    ["a wall's pass that is over", { cookie: wall("bad") }, "anonymous"],
    ["a session and a pass", { cookie: `${wall("good")}; ${session("good")}` }, "session:s:true"],
    ["a pass and a session that is over", { cookie: `${wall("good")}; ${session("bad")}` }, "wall"],
    ["a token that reads", { "x-api-key": "good-read" }, "token:t:false"],
    ["a token that acts", { "x-api-key": "good-act" }, "token:t:true"],
    [
      "a wrong token beside a good session and pass",
      { "x-api-key": "bad", cookie: `${session("good")}; ${wall("good")}` },
      "anonymous",
    ],
    ["an empty token beside a good session", { "x-api-key": "", cookie: session("good") }, "anonymous"],
    ["a reading token beside a good session", { "x-api-key": "good-read", cookie: session("good") }, "token:t:false"],
    ["a session as a wall's pass", { cookie: `${WALL_COOKIE}=x; other=${session("good")}` }, "anonymous"],
  ])("%s", async (_, headers, who) => {
    expect(await by(headers)).toBe(who);
  });

  test("an actor has nothing of its user's secrets", async () => {
    expect(JSON.stringify(await actorOf(new Headers({ cookie: session("good") })))).not.toContain("scrypt");
  });

  test.each(["off", "demo"] as const)(
    "everybody is somebody with sign-in %s, without a look into the database",
    async (auth) => {
      mocked.settings.mockReturnValue({ auth });
      mocked.access.mockRejectedValue(new Error("opened"));
      const shown: Record<string, string>[] = [{}, { cookie: session("good") }, { "x-api-key": "bad" }];
      for (const headers of shown) {
        expect(await actorOf(new Headers(headers))).toMatchObject({
          role: "admin",
          via: auth,
          mayAct: true,
        });
      }
    },
  );

  test("a database that is away is an error, not nobody; who shows nothing is nobody all the same", async () => {
    mocked.access.mockRejectedValue(new Error("away"));
    const shown: Record<string, string>[] = [
      { cookie: session("good") },
      { cookie: wall("good") },
      { "x-api-key": "good-act" },
    ];
    for (const headers of shown) {
      await expect(actorOf(new Headers(headers))).rejects.toThrow("away");
    }
    expect(await by({ cookie: "theme=dark" })).toBe("anonymous");
  });
});

describe("what is demanded", () => {
  const call = { kind: "call" as const, id: "call_1", agentId: null, agentName: "Sales", campaignId: null };
  const reason = (promise: Promise<void>) =>
    promise.then(
      () => "allowed",
      (error: unknown) => (error instanceof RequestError ? error.reason : error),
    );

  test("is allowed silently, or refused and written down", async () => {
    const viewer = await actorOf(new Headers({ cookie: session("good") }));
    expect(await reason(authorize(viewer, "call.read", call))).toBe("allowed");
    expect(denied).not.toHaveBeenCalled();
    expect(await reason(authorize(viewer, "call.cancel", call))).toBe("not_permitted");
    expect(denied).toHaveBeenCalledWith(viewer, "call.cancel", { kind: "call", id: "call_1" });
  });

  test("outside somebody's scope is as if it were not there", async () => {
    const viewer = await actorOf(new Headers({ cookie: session("good") }));
    const scoped = { ...viewer, scope: { agents: [], agentNames: ["Support"], campaigns: [] } } as typeof viewer;
    expect(await reason(authorize(scoped, "call.read", call))).toBe("call_not_found");
  });

  test("by nobody is answered with where to sign in, and fills no audit trail", async () => {
    expect(await reason(authorize({ kind: "anonymous" }, "board.read"))).toBe("sign_in_required");
    expect(denied).not.toHaveBeenCalled();
  });
});
