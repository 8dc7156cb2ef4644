import { describe, expect, test } from "vitest";
import type { Person, ShareGrant } from "@/lib/access/actor";
import { viewOf } from "@/lib/access/view";
import { createShareLimits } from "./limits";
import { createShareReading, grantNow, seesAll } from "./reading";
import type { LivingLink } from "./rows";
import type { Shares } from "./store";

const GRANT: ShareGrant = {
  live: true,
  transcript: true,
  summary: true,
  participants: true,
  metrics: true,
  masked: false,
};
const maker = (fields: Partial<Person> = {}): Person => ({
  kind: "person",
  id: "maker",
  name: "Maker",
  email: null,
  role: "supervisor",
  scope: null,
  via: "session",
  credentialId: null,
  mayAct: true,
  ...fields,
});
const link: LivingLink = {
  id: "link-1",
  callId: "call-1",
  grant: GRANT,
  expiresAt: new Date("2026-01-06T00:00:00Z"),
  maker: maker(),
};
const token = (letter: string) => `ear_share_${letter.repeat(43)}`;

/** One link, "link-1", with one browser in. */
function readingRoom() {
  const asked = { count: 0 };
  const byVisit: Shares["byVisit"] = async (id, given) => {
    asked.count += 1;
    if (id !== link.id) return { fault: "unknown" };
    return given === token("R") ? { link } : { fault: "incomplete" };
  };
  const read = createShareReading({ shares: { byVisit }, limits: createShareLimits() });
  const outcome = async (id: string, given: string | null, address = "address-1") => {
    const found = await read({ id, token: given, address });
    return "link" in found ? "read" : found.fault;
  };
  return { asked, outcome };
}

describe("reading a link", () => {
  test.each<[string, (time: number) => [string, string | null]]>([
    ["ids that are none without a cookie", (time) => [`none-${time}`, null]],
    ["ids that are none with a cookie of the right form", (time) => [`none-${time}`, token("A")]],
    ["ids that are none with a cookie of no form", (time) => [`none-${time}`, "x"]],
    ["one link with other cookies", (time) => ["link-1", `${token("A")}${time}`]],
    ["one link without a cookie", () => ["link-1", null]],
    ["ids that are none with the cookie of a link that is read", (time) => [`none-${time}`, token("R")]],
  ])("asks the database a hundred and twenty times in ten minutes at most for %s", async (_, wanted) => {
    const { asked, outcome } = readingRoom();
    await outcome("link-1", token("R"));
    const before = asked.count;
    const outcomes: string[] = [];
    for (let time = 0; time < 200; time += 1) outcomes.push(await outcome(...wanted(time)));
    expect(asked.count - before).toBe(120);
    expect(outcomes.slice(120)).toEqual(Array.from({ length: 80 }, () => "too_many"));
    expect(await outcome("link-1", null, "address-2")).toBe("incomplete");
  });

  test("goes on for a browser that is in, whatever others at its address ask for", async () => {
    const { outcome } = readingRoom();
    expect(await outcome("link-1", token("R"))).toBe("read");
    for (let time = 0; time < 200; time += 1) await outcome(`none-${time}`, null);
    for (let time = 0; time < 200; time += 1) expect(await outcome("link-1", token("R"))).toBe("read");
  });
});

describe("an unmasked link", () => {
  const CAREFUL = { supervisorsSeeNumbers: false, redactForSupervisors: false };
  const OPEN = { ...CAREFUL, supervisorsSeeNumbers: true };

  test.each([
    ["an admin", maker({ role: "admin" }), CAREFUL, false],
    ["somebody who was an admin and is a supervisor", maker(), CAREFUL, true],
    ["a supervisor, while supervisors see numbers", maker(), OPEN, false],
    ["a supervisor for whom texts are redacted now", maker(), { ...OPEN, redactForSupervisors: true }, true],
  ])("of %s shows what they would see today", (_, by, policy, masked) => {
    expect(grantNow(GRANT, viewOf(by, policy))).toEqual({ ...GRANT, masked });
  });

  test("is not made by who sees the call for a while only", () => {
    expect(seesAll(viewOf(maker(), CAREFUL, true))).toBe(true);
    expect(grantNow(GRANT, viewOf(maker(), CAREFUL)).masked).toBe(true);
  });

  test("that was made masked stays masked, whoever made it", () => {
    expect(grantNow({ ...GRANT, masked: true }, viewOf(maker({ role: "admin" }), OPEN)).masked).toBe(true);
  });
});
