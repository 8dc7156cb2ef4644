import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Actor, Person } from "@/lib/access/actor";
import { RequestError } from "@/lib/wire/request-error";
import { readChange } from "./change";

const mocked = vi.hoisted(() => ({ settings: vi.fn() }));
vi.mock("@/lib/settings/settings", () => ({ settings: mocked.settings }));
beforeEach(() => {
  mocked.settings.mockReturnValue({ publicUrl: "https://earshot.example" });
});

const NOBODY: Actor = { kind: "anonymous" };
const program: Person = {
  kind: "person",
  id: "ada",
  name: "Ada",
  email: null,
  role: "viewer",
  scope: null,
  via: "token",
  credentialId: "t",
  mayAct: true,
};
const OWN_PAGE = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
const schema = z.strictObject({
  name: z.string().max(5, "it is too long"),
  deep: z.object({ n: z.number() }).optional(),
});

function request(body: BodyInit | null, headers: Record<string, string> = OWN_PAGE): Request {
  const given = { method: "POST", headers: { host: "earshot.example", ...headers }, body, duplex: "half" };
  return new Request("https://earshot.example/api/v1/x", given as RequestInit);
}

/** What is refused, in the words of the answer. */
async function refused(body: BodyInit | null, headers?: Record<string, string>, actor: Actor = NOBODY) {
  try {
    return await readChange(request(body, headers), actor, schema);
  } catch (error) {
    if (error instanceof RequestError) return { reason: error.reason, message: error.details.message };
    throw error;
  }
}

test("a body in the schema's shape, as JSON from our own page, is read", async () => {
  expect(await readChange(request('{"name":"Ada"}'), NOBODY, schema)).toEqual({ name: "Ada" });
});

describe("where a change may come from", () => {
  test.each<[string, Record<string, string>, Actor, boolean]>([
    ["our own page", OWN_PAGE, NOBODY, true],
    ["another site", { ...OWN_PAGE, "sec-fetch-site": "cross-site" }, NOBODY, false],
    ["our own page as text", { ...OWN_PAGE, "content-type": "text/plain" }, NOBODY, false],
    [
      "another site, with a session",
      { ...OWN_PAGE, "sec-fetch-site": "cross-site" },
      { ...program, via: "session" },
      false,
    ],
    ["another site, in the demo", { ...OWN_PAGE, "sec-fetch-site": "cross-site" }, { ...program, via: "demo" }, false],
    ["a program with a token", {}, program, true],
  ])("%s", async (_, headers, actor, isRead) => {
    const answer = await refused('{"name":"Ada"}', headers, actor);
    expect(answer).toEqual(isRead ? { name: "Ada" } : { reason: "cross_site", message: undefined });
  });
});

describe("what is not valid is refused, naming the field and never its value", () => {
  test.each([
    ['{"name":"canary"}', "“name” is not valid: it is too long."],
    ['{"name":1}', "“name” is not valid"],
    ['{"name":"A","deep":{"n":"canary"}}', "“deep.n” is not valid"],
    ["null", "The body is not valid"],
    ['"canary"', "The body is not valid"],
    ["canary", "The body is not JSON."],
    ["", "The body is not JSON."],
  ])("%s", async (body, words) => {
    const answer = await refused(body);
    expect(answer).toEqual({ reason: "invalid_request", message: expect.stringContaining(words) });
    expect(JSON.stringify(answer)).not.toContain("canary");
  });

  test("a field that nobody asked for is refused", async () => {
    expect(await refused('{"name":"A","role":"admin"}')).toMatchObject({ reason: "invalid_request" });
  });

  test("a field called __proto__ changes nothing", async () => {
    expect(await refused('{"name":"A","__proto__":{"role":"admin"}}')).toMatchObject({ reason: "invalid_request" });
    expect(({} as { role?: string }).role).toBeUndefined();
  });
});

test("a body beyond 64 KiB is not read to its end, whatever length it says it has", async () => {
  let sentBytes = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sentBytes += 16_384;
      controller.enqueue(new Uint8Array(16_384).fill(32));
    },
  });
  expect(await refused(endless, { ...OWN_PAGE, "content-length": "2" })).toMatchObject({ reason: "too_large" });
  expect(sentBytes).toBeLessThan(200_000);
});
