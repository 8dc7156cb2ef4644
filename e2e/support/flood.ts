import { expect } from "@playwright/test";
import { ADMIN, change, cookiesOf, firstAdminIsThere } from "./access";
import { type Answered, ask } from "./http";
import type { Running } from "./servers";

export const from = (address: string) => ({ "x-forwarded-for": address });
export const signIn = (url: string, address: string, given: { email: string; password: string }, cookie?: string) =>
  change(url, "POST", "/api/v1/session", {
    body: { email: given.email, password: given.password },
    headers: from(address),
    ...(cookie === undefined ? {} : { cookie }),
  });

/** Every refusal says how long to wait; nothing is a fault of ours. */
export function expectRefused(answers: Answered[]): void {
  for (const answer of answers) {
    expect([403, 429], answer.text()).toContain(answer.status);
    if (answer.status === 429) expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  }
}

export async function timed<T>(run: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const startMs = performance.now();
  const value = await run();
  return { value, ms: performance.now() - startMs };
}

/** So many wrong passwords at once, four times over, from the addresses given, and what sign-ins of others take meanwhile. */
export async function expectNobodyHeldUp(
  server: Running,
  { count, address }: { count: number; address: (n: number) => string },
): Promise<void> {
  const { url } = server;
  await firstAdminIsThere(server);
  const first = await timed(() => signIn(url, "198.51.100.1", ADMIN));
  const device = cookiesOf(first.value);
  const flood: Promise<Answered>[] = [];
  const wave = (of: number) =>
    Array.from({ length: count }, (_, n) =>
      signIn(url, address(n), { email: `person-${of}-${n}@example.com`, password: "a wrong guess of mine" }),
    );
  // Beside each sign-in a question that needs no turn: how long a request takes to be heard at all just then.
  const beside = async (run: () => Promise<Answered>) => {
    const [own, plain] = await Promise.all([timed(run), timed(() => ask(url, "/api/v1/session"))]);
    expect(own.value.status, own.value.text()).toBe(200);
    return { ms: Math.round(own.ms), heardMs: Math.round(plain.ms) };
  };
  const meanwhile: Awaited<ReturnType<typeof beside>>[] = [];
  for (let n = 0; n < 3; n += 1) {
    flood.push(...wave(n));
    meanwhile.push(await beside(() => signIn(url, `198.51.100.${10 + n}`, ADMIN)));
  }
  flood.push(...wave(3));
  // From the flood's own address: the browser has signed in before.
  meanwhile.push(await beside(() => signIn(url, address(0), ADMIN, device)));
  await Promise.all(flood);
  const last = await timed(() => signIn(url, "198.51.100.2", ADMIN));
  const aloneMs = Math.round(Math.max(first.ms, last.ms));
  console.log(`Flood of ${count}: alone ${aloneMs} ms, meanwhile`, meanwhile);
  // Its own work, one that was begun before it, and one of somebody known; never the flood's.
  for (const { ms, heardMs } of meanwhile) expect(ms - heardMs).toBeLessThan(Math.max(3_000, 6 * aloneMs));
  expectRefused(await Promise.all(flood));
  expect(server.output()).not.toMatch(/^ {4}at /m);
}
