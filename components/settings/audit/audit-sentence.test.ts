import { describe, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/wire/settings-contract";
import { ACTIONS } from "./audit-actions";
import { auditSentence, rawDetails } from "./audit-sentence";

const target = (kind: string, id: string, name: string | null = null, callId: string | null = null) => ({
  ...{ kind, id, name, callId },
});
const entry = (fields: Partial<AuditEntry>): AuditEntry => ({
  ...{ id: 1, at: "2026-11-26T12:00:00.000Z", actor: { kind: "person", id: "u1", name: "Ada" } },
  ...{ action: "call.cancel", target: null, result: "done", detail: {} },
  ...fields,
});
const said = (fields: Partial<AuditEntry>) =>
  auditSentence(entry(fields))
    .map((piece) => (typeof piece === "string" ? piece : piece.text))
    .join("");
const links = (fields: Partial<AuditEntry>) =>
  auditSentence(entry(fields)).flatMap((piece) => (typeof piece === "string" || piece.to === null ? [] : [piece.to]));

const NOBODY = { kind: "anonymous", id: null, name: "" } as const;
const LINK = target("share", "s1", "For Maria", "call_1");

describe("a sentence of the trail", () => {
  test.each<[string, Partial<AuditEntry>]>([
    ["Ada ended call call_1", { target: target("call", "call_1") }],
    ["Ada ended call call_1: wrong number", { target: target("call", "call_1"), detail: { reason: "wrong_number" } }],
    ["Ada was not allowed to end call call_1", { target: target("call", "call_1"), result: "denied" }],
    ["Ada tried, and failed, to end call call_1", { target: target("call", "call_1"), result: "failed" }],
    [
      "Ada made the link “For Maria” to call call_1 for 24 hours, without a passcode",
      { action: "share.made", target: LINK, detail: { callId: "call_1", hours: 24, passcode: false, live: true } },
    ],
    [
      "Somebody opened the link “For Maria” to call call_1",
      { actor: { kind: "share", id: "s1", name: "" }, action: "share.opened", target: LINK },
    ],
    [
      "Wrong passcode for the link “For Maria” to call call_1",
      { actor: NOBODY, action: "share.opened", target: LINK, result: "failed" },
    ],
    [
      "Wrong passcode for a link without a name",
      { actor: NOBODY, action: "share.opened", target: target("share", "s1"), result: "failed" },
    ],
    [
      "Wrong password for Bo",
      { actor: NOBODY, action: "session.started", target: target("user", "u2", "Bo"), result: "failed" },
    ],
    [
      "Somebody tried to sign in with an address that nobody here has",
      { actor: NOBODY, action: "session.started", result: "failed" },
    ],
    ["Ada signed in with single sign-on", { action: "session.started", detail: { way: "single_sign_on" } }],
    [
      "Ada changed the user Bo: role, scope",
      { action: "user.changed", target: target("user", "u2", "Bo"), detail: { fields: "role scope" } },
    ],
    ["Ada deleted a user who is gone", { action: "user.removed", target: target("user", "u2") }],
    ["Ada changed their password", { action: "password.changed", target: target("user", "u1", "Ada") }],
    [
      "Ada changed settings: days of audit trail 30",
      { action: "settings.changed", detail: { "retention.auditDays": 30 } },
    ],
    [
      "Earshot changed the user Bo: scope",
      {
        actor: { kind: "system", id: null, name: "" },
        action: "user.changed",
        target: target("user", "u2", "Bo"),
        detail: { fields: "scope" },
      },
    ],
    ["Ada entered a code that no screen showed", { action: "wall.paired", result: "failed" }],
    ["Ada did “moon.landed”", { action: "moon.landed" }],
  ])("%s", (sentence, fields) => {
    expect(said(fields)).toBe(sentence);
  });

  test("leads to the call, the link and the user it names", () => {
    expect(links({ target: target("call", "call_1") })).toEqual(["/calls/call_1"]);
    expect(links({ action: "share.made", target: LINK })).toEqual(["/settings/shares?q=For%20Maria", "/calls/call_1"]);
    expect(links({ action: "user.invited", target: target("user", "u2", "Bo & Co") })).toEqual([
      "/settings/users?q=Bo%20%26%20Co",
    ]);
  });

  test("of every action there is, in every outcome, says what happened and nothing undefined", () => {
    for (const action of Object.keys(ACTIONS)) {
      for (const result of ["done", "denied", "failed"] as const) {
        const sentence = said({ action, result });
        expect(sentence).not.toMatch(/undefined|null|_/);
        expect(sentence.length).toBeGreaterThan(8);
      }
    }
  });

  test("keeps what is stored at hand, word for word", () => {
    expect(rawDetails(entry({ target: target("share", "s1"), detail: { callId: "call_1", hours: null } }))).toEqual([
      "action: call.cancel",
      "share: s1",
      "callId: call_1",
      "hours: —",
    ]);
  });
});
