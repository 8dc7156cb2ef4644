import { describe, expect, test } from "vitest";
import type { Actor, Person, Role, ShareGrant } from "./actor";
import { asOnWall, type PrivacyPolicy, viewOf } from "./view";

const STRICT: PrivacyPolicy = { supervisorsSeeNumbers: false, redactForSupervisors: true };
const OPEN: PrivacyPolicy = { supervisorsSeeNumbers: true, redactForSupervisors: false };
const DEFAULT: PrivacyPolicy = { supervisorsSeeNumbers: false, redactForSupervisors: false };

const person = (role: Role, scope: Person["scope"] = null): Person => ({
  ...{ kind: "person", id: "u1", name: "Sam", email: null, role, scope },
  ...{ via: "session", credentialId: "s1", mayAct: true },
});
const share = (grant: Partial<ShareGrant>): Actor => ({
  kind: "share",
  id: "l1",
  callId: "c1",
  grant: { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true, ...grant },
});
const wall: Actor = { kind: "wall", id: "w1", name: "Lobby", words: false };
const wallWithWords: Actor = { ...wall, words: true };

/** "m" masked, "r" redacted, "l" lines, "w" raw */
function letters(actor: Actor, policy: PrivacyPolicy, revealed: boolean): string {
  const { masked, redacted, lines, raw } = viewOf(actor, policy, revealed);
  return `${masked ? "m" : "-"}${redacted ? "r" : "-"}${lines ? "l" : "-"}${raw ? "w" : "-"}`;
}

describe("what an actor sees", () => {
  test.each([
    ["nobody", { kind: "anonymous" }, OPEN, true, "mr--"],
    ["a wall", wall, OPEN, true, "mr--"],
    ["a wall whose pass allows words", wallWithWords, OPEN, true, "mrl-"],
    ["a viewer", person("viewer"), OPEN, true, "mrl-"],
    ["a viewer under the strict policy", person("viewer"), STRICT, false, "mrl-"],
    ["a supervisor", person("supervisor"), DEFAULT, false, "m-l-"],
    ["a supervisor who revealed", person("supervisor"), DEFAULT, true, "--lw"],
    ["a supervisor who may see numbers", person("supervisor"), OPEN, false, "--lw"],
    ["a supervisor under the strict policy", person("supervisor"), STRICT, false, "mrl-"],
    ["a supervisor under it who revealed", person("supervisor"), STRICT, true, "-rl-"],
    ["an admin under any policy", person("admin"), STRICT, false, "--lw"],
    ["a link", share({}), OPEN, true, "mrl-"],
    ["an unmasked link", share({ masked: false }), STRICT, false, "--l-"],
    ["a link without words", share({ transcript: false, summary: false, metrics: false }), OPEN, true, "mr--"],
  ] as [string, Actor, PrivacyPolicy, boolean, string][])("%s", (_, actor, policy, revealed, expected) => {
    expect(letters(actor, policy, revealed)).toBe(expected);
  });

  test("nobody is shown raw data whose numbers are masked or whose text is redacted", () => {
    const actors = [
      wall,
      share({}),
      share({ masked: false }),
      ...(["admin", "supervisor", "viewer"] as const).map((role) => person(role)),
    ];
    for (const actor of actors) {
      for (const policy of [STRICT, OPEN, DEFAULT]) {
        for (const revealed of [true, false]) {
          const view = viewOf(actor, policy, revealed);
          if (view.raw) expect(view).toMatchObject({ masked: false, redacted: false });
        }
      }
    }
  });

  test("a person's scope is their view's, and nobody's is empty", () => {
    const scope = { agents: [], agentNames: ["Reception"], campaigns: [] };
    for (const role of ["admin", "supervisor", "viewer"] as const) {
      expect(viewOf(person(role, scope), DEFAULT).scope).toBe(scope);
    }
    expect(viewOf({ kind: "anonymous" }, DEFAULT).scope).toEqual({ agents: [], agentNames: [], campaigns: [] });
  });

  test("opened on a wall, any view is as masked as the wall's own, and keeps its scope", () => {
    const scope = { agents: [], agentNames: ["Reception"], campaigns: [] };
    const { scope: kept, ...visibility } = asOnWall(person("admin", scope), viewOf(person("admin", scope), OPEN));
    expect(kept).toBe(scope);
    const { scope: _, ...wallVisibility } = viewOf(wall, OPEN);
    expect(visibility).toEqual(wallVisibility);
  });
});
