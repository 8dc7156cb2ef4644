import { describe, expect, test } from "vitest";
import { aBoardCall, anAttention } from "@/lib/calls/build";
import { boardNews } from "./announcements";
import { sortCalls } from "./board-order";
import { goesOn, reasonsOf, stageWord } from "./call-words";

const alarmed = { attention: [anAttention({ severity: "warning" }), anAttention({ severity: "critical" })] };
const starting = aBoardCall({ id: "starting", phase: "starting", ...alarmed });
const running = aBoardCall({ id: "running", ...alarmed });
const ending = aBoardCall({ id: "ending", phase: "ending", ...alarmed });
const ended = aBoardCall({ id: "ended", phase: "ended", status: "completed", ...alarmed });
const unlisted = aBoardCall({ id: "unlisted", phase: "ended", status: "active", ...alarmed });

describe("a row of the board", () => {
  test("says in a word where its call stands", () => {
    const words = [starting, running, ending, ended, unlisted].map(stageWord);
    expect(words).toEqual(["Starting", "Active", "Ending…", "Completed", "Ended"]);
  });

  test("alarms nobody about a call of which nothing is known yet, or any more", () => {
    expect(reasonsOf(running).map(({ severity }) => severity)).toEqual(["critical", "warning"]);
    expect([starting, ending, ended, unlisted].flatMap(reasonsOf)).toEqual([]);
    expect(boardNews([], [starting, ending, ended])).toBe("");
    expect(boardNews([], [running])).toContain("Critical");
    const calm = [starting, ending, ended].map((call) => ({ ...call, attention: [] }));
    expect(sortCalls([starting, ending, ended, running], "attention").map(({ id }) => id)).toEqual([
      "running",
      ...sortCalls(calm, "attention").map(({ id }) => id),
    ]);
  });

  test("of a call that is listed no more goes on no longer, whatever its status says", () => {
    expect([starting, running, ending, ended, unlisted].map(goesOn)).toEqual([true, true, false, false, false]);
  });
});
