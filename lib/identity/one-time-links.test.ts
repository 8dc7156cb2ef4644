import { beforeEach, expect, test, vi } from "vitest";
import { createThrottle } from "@/lib/access/throttle";
import { PasswordsBusyError } from "@/lib/access/turns";
import { createOneTimeLinks } from "./one-time-links";

const mocked = vi.hoisted(() => ({ settings: vi.fn() }));
vi.mock("@/lib/settings/settings", () => ({ settings: mocked.settings }));

const user = { id: "ada", name: "Ada", email: "ada@example.com" };
const hash = vi.fn();
const stores = vi.fn();
const { enter } = createOneTimeLinks({ stores, sessionStarter: vi.fn() });

beforeEach(() => {
  hash.mockReset();
  hash.mockResolvedValue("hash");
  mocked.settings.mockReturnValue({ auth: "on", trustedProxies: 0 });
  stores.mockResolvedValue({
    throttle: createThrottle(),
    passwords: { hash },
    change: (_: unknown, work: (unit: object) => Promise<unknown>) => work({ tx: null }),
    oneTimeLinks: {
      inspect: async (secret: string) => ({ link: { id: secret, kind: "reset" }, user }),
      // As when somebody else was quicker, every time.
      setPassword: async () => "link_used",
    },
  });
});

const use = (token: string) =>
  enter(new Headers(), { token, password: "a phrase that is long" }).catch((error: { reason: string }) => error.reason);

test("twenty-five uses of one good link at once have five passwords hashed; another link is not held up", async () => {
  const reasons = await Promise.all(Array.from({ length: 25 }, () => use("one")));
  expect(hash).toHaveBeenCalledTimes(5);
  expect(reasons.filter((reason) => reason === "too_many_attempts")).toHaveLength(20);
  expect(await use("other")).toBe("link_used");
});

test("a use that found no room to be hashed does not count", async () => {
  hash.mockRejectedValue(new PasswordsBusyError());
  for (let n = 0; n < 20; n += 1) expect(await use("one")).toBe("too_many_attempts");
  expect(hash).toHaveBeenCalledTimes(20);
  hash.mockResolvedValue("hash");
  expect(await use("one")).toBe("link_used");
});
