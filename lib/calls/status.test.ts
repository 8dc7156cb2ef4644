import { describe, expect, it } from "vitest";
import { ALL_STATUSES, failureSentence, isFinal, isLive, LIVE_STATUSES, statusFacts } from "./status";

describe("the table of statuses", () => {
  it("knows every status the upstream documents", () => {
    const documented =
      "initiated scheduled connecting ringing active completed failed cancelled no_answer busy queued".split(" ");
    expect([...ALL_STATUSES].sort()).toEqual(documented.sort());
  });

  it("tells statuses apart without colour: no two share icon and word", () => {
    const faces = ALL_STATUSES.map((status) => `${statusFacts(status).icon} ${statusFacts(status).label}`);
    expect(new Set(faces).size).toBe(faces.length);
  });

  it("gives a call that goes on no colour, and one that went wrong amber or red", () => {
    for (const status of LIVE_STATUSES) expect(["neutral", "quiet"]).toContain(statusFacts(status).tone);
    const coloured = ALL_STATUSES.filter((status) => ["amber", "red"].includes(statusFacts(status).tone));
    expect(coloured.sort()).toEqual(["busy", "failed", "no_answer"]);
  });

  it("calls exactly the four live statuses live", () => {
    expect(ALL_STATUSES.filter(isLive).sort()).toEqual([...LIVE_STATUSES].sort());
  });

  it("calls exactly the five final statuses final", () => {
    expect(ALL_STATUSES.filter(isFinal).sort()).toEqual(["busy", "cancelled", "completed", "failed", "no_answer"]);
  });

  it.each(["transferring", "", "ACTIVE", "__proto__", "constructor", "toString"])(
    "shows the unknown status %j as itself, neither live nor final",
    (status) => {
      expect(statusFacts(status)).toEqual({ label: status, icon: "question", tone: "unknown", phase: "unknown" });
      expect(isLive(status)).toBe(false);
      expect(isFinal(status)).toBe(false);
    },
  );
});

describe("failureSentence", () => {
  it.each([
    ["no_answer", "Nobody answered."],
    ["busy", "The line was busy."],
    ["weird_reason", "The call service gave the reason “weird_reason”."],
    ["constructor", "The call service gave the reason “constructor”."],
    [null, null],
    ["", null],
    ["  ", null],
  ])("says %j as %j", (reason, sentence) => {
    expect(failureSentence(reason)).toBe(sentence);
  });
});
