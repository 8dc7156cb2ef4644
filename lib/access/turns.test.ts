import { expect, test } from "vitest";
import { type Asker, createTurns, knownPerson, linkHolder, PasswordsBusyError, shareHolder, strangerAt } from "./turns";

/** Turns whose work ends when the test says so. Names of tasks in the order in which they began. */
function office() {
  const turns = createTurns();
  const began: string[] = [];
  const working: (() => void)[] = [];
  const refused: string[] = [];
  const served: string[] = [];
  const ask = (name: string, asker: Asker) =>
    void turns
      .take(asker, () => {
        began.push(name);
        return new Promise<void>((resolve) => working.push(resolve));
      })
      .then(
        () => void served.push(name),
        (error: unknown) => void refused.push(error instanceof Error ? `${name}: ${error.name}` : name),
      );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  /** Ends the oldest piece of work. */
  const finish = async () => {
    working.shift()?.();
    await settle();
  };
  return { turns, ask, began, working, refused, served, settle, finish };
}

const many = (count: number, run: (n: number) => void) => {
  for (let n = 0; n < count; n += 1) run(n);
};

test("two are worked on at once, and all that found a place are served", async () => {
  const { ask, working, served, settle, finish } = office();
  many(6, (n) => ask(`one ${n}`, strangerAt(`192.0.2.${n}`)));
  await settle();
  expect(working).toHaveLength(2);
  for (let n = 0; n < 6; n += 1) {
    expect(working.length).toBeLessThanOrEqual(2);
    await finish();
  }
  expect(served).toHaveLength(6);
});

test("an address that asks sixty times at once keeps one place of two, and the rest is told that it is busy", async () => {
  const { ask, began, refused, settle, finish } = office();
  many(60, (n) => ask(`flood ${n}`, strangerAt("192.0.2.1")));
  await settle();
  expect(refused).toHaveLength(52);
  expect(refused[0]).toContain("PasswordsBusyError");
  await finish();
  await finish();
  expect(began).toHaveLength(3);
  ask("quiet", strangerAt("198.51.100.7"));
  await settle();
  expect(began.at(-1)).toBe("quiet");
});

test.each([
  ["twelve addresses of one network", (n: number) => `203.0.113.${n % 12}`],
  ["twelve networks", (n: number) => `203.0.${n % 12}.1`],
  ["one /64 of IPv6", () => "2001:db8:1:2::/64"],
  ["a /48 of IPv6", (n: number) => `2001:db8:1:${n.toString(16)}::/64`],
  ["all networks of an IPv6 /32", (n: number) => `2001:db8:${n.toString(16)}:1::/64`],
  ["all networks of a /16", (n: number) => `198.51.${n}.1`],
])("240 requests from %s do not keep somebody waiting who asks once", async (_what, address) => {
  const { ask, began, refused, settle, finish } = office();
  many(240, (n) => ask("flood", strangerAt(address(n))));
  ask("quiet", strangerAt("203.0.113.99"));
  await settle();
  await finish();
  if (!began.includes("quiet")) await finish();
  expect(began).toContain("quiet");
  expect(refused.some((name) => name.startsWith("quiet"))).toBe(false);
});

test("whoever is known has places of their own, and a turn after at most one of a stranger's", async () => {
  for (const asker of [knownPerson("ada"), linkHolder("link-1"), shareHolder("share-1", "192.0.2.1")]) {
    const { ask, began, settle, finish } = office();
    many(300, (n) => ask("flood", strangerAt(`10.0.${n}.1`)));
    ask("known", asker);
    await settle();
    await finish();
    await finish();
    expect(began).toContain("known");
  }
});

test("somebody known who asks in a loop delays neither others who are known nor strangers", async () => {
  const { ask, began, refused, settle, finish } = office();
  many(50, (n) => ask(`loop ${n}`, knownPerson("sue")));
  ask("known", knownPerson("ada"));
  ask("stranger", strangerAt("192.0.2.1"));
  await settle();
  await finish();
  await finish();
  await finish();
  expect(began).toEqual(expect.arrayContaining(["known", "stranger"]));
  expect(refused.every((name) => name.startsWith("loop"))).toBe(true);
});

test("guesses at one link's passcode do not keep out who opens another", async () => {
  const { ask, began, settle, finish } = office();
  many(100, (n) => ask("guess", shareHolder("share-1", `192.0.${n}.1`)));
  ask("other link", shareHolder("share-2", "198.51.100.1"));
  await settle();
  await finish();
  await finish();
  expect(began).toContain("other link");
});

test("guesses at a passcode from all networks of an IPv6 /32 do not keep out who has it", async () => {
  const { ask, began, refused, settle, finish } = office();
  many(100, (n) => ask("guess", shareHolder("share-1", `2001:db8:${n.toString(16)}:1::/64`)));
  ask("holder", shareHolder("share-1", "198.51.100.1"));
  await settle();
  await finish();
  await finish();
  expect(began).toContain("holder");
  expect(refused).not.toContain("holder: PasswordsBusyError");
});

test("people of one office who are right one after the other are not counted as asking often", async () => {
  const { turns, ask, began, settle, finish } = office();
  const address = strangerAt("192.0.2.1");
  for (let n = 0; n < 40; n += 1) {
    ask(`person ${n}`, address);
    await settle();
    await finish();
    turns.forgive(address);
  }
  ask("first", address);
  ask("second", address);
  await settle();
  expect(began.slice(-2)).toEqual(["first", "second"]);
});

test("work that fails frees its place", async () => {
  const turns = createTurns();
  for (let n = 0; n < 10; n += 1) {
    await expect(turns.take(knownPerson(`p${n}`), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  }
  await expect(turns.take(knownPerson("ada"), async () => "done")).resolves.toBe("done");
  expect(new PasswordsBusyError().name).toBe("PasswordsBusyError");
});
