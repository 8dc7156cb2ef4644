import { beforeEach, expect, test, vi } from "vitest";
import { readSettings, settings } from "@/lib/settings/settings";
import { PUT } from "./route";

vi.mock("@/lib/settings/settings", async (importOriginal) => ({
  ...(await importOriginal<typeof import("@/lib/settings/settings")>()),
  settings: vi.fn(),
}));
const DEMO = readSettings({});
beforeEach(() => {
  vi.mocked(settings).mockReturnValue(DEMO);
});

const OWN_PAGE = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
const choose = (body: unknown, headers: Record<string, string> = OWN_PAGE) =>
  PUT(
    new Request("http://localhost:3000/api/v1/demo-role", { method: "PUT", headers, body: JSON.stringify(body) }),
    undefined,
  );

test.each(["admin", "supervisor", "viewer"])(
  "in the demo a browser may look as %s, and is known by it",
  async (role) => {
    const answer = await choose({ role });
    expect([answer.status, await answer.json()]).toEqual([200, { data: { role } }]);
    expect(answer.headers.getSetCookie()).toEqual([`earshot_demo_role=${role}; Path=/; HttpOnly; SameSite=Lax`]);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  },
);

test.each<[string, unknown, Record<string, string>, number]>([
  ["a role there is not", { role: "owner" }, OWN_PAGE, 400],
  ["a cookie hidden in a role", { role: "viewer; Path=/x" }, OWN_PAGE, 400],
  ["anything more", { role: "viewer", name: "x" }, OWN_PAGE, 400],
  ["nothing", {}, OWN_PAGE, 400],
  ["another site's page", { role: "viewer" }, { ...OWN_PAGE, "sec-fetch-site": "cross-site" }, 403],
  ["a form", { role: "viewer" }, { ...OWN_PAGE, "content-type": "text/plain" }, 403],
])("%s changes nothing", async (_name, body, headers, status) => {
  const answer = await choose(body, headers);
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([status, []]);
});

test.each(["on", "off"] as const)("where the data is real, sign-in %s, there is no such address", async (auth) => {
  vi.mocked(settings).mockReturnValue({ ...DEMO, auth });
  const answer = await choose({ role: "admin" });
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([404, []]);
});
