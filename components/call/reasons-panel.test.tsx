// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { drawn } from "@/e2e/support/rendered";
import { at } from "@/lib/calls/build";
import { ReasonsPanel } from "./reasons-panel";

type Meta = Parameters<typeof ReasonsPanel>[0]["meta"];
const KEPT = { keptAt: at(400_000), hasTalk: true, watched: true };
const PAUSE = { reason: "dead_air", severity: "warning", sentence: "Nobody has spoken for 34 s." } as const;

function panel(meta: Meta, here: readonly number[] = [3]) {
  const went: number[] = [];
  return {
    ...drawn(<ReasonsPanel meta={meta} hasLine={(key) => here.includes(key)} onLine={(key) => went.push(key)} />),
    went,
  };
}

describe("why a call that is over needed attention", () => {
  it("is said with beginning and end, and leads to its line", async () => {
    const reasons = [{ ...PAUSE, openedAt: at(60_000), clearedAt: at(94_000), line: 3 }];
    const { getByRole, user, went, container } = panel({ archived: KEPT, reasons });
    const row = getByRole("button", { name: /Pause/ });
    expect(row.textContent).toContain(" to ");
    expect([...container.querySelectorAll("time")].map((one) => one.dateTime)).toEqual([at(60_000), at(94_000)]);
    await user.click(row);
    expect(went).toEqual([3]);
  });

  it("leads nowhere when its line is not here, and says that it lasted to the end", () => {
    const reasons = [{ ...PAUSE, openedAt: at(60_000), clearedAt: null, line: 9 }];
    const { queryByRole, text } = panel({ archived: KEPT, reasons });
    expect(queryByRole("button")).toBeNull();
    expect(text()).toContain("to the end");
  });

  it.each<[what: string, meta: Meta, words: string | null]>([
    ["of a call nobody watched is not known", { archived: { ...KEPT, watched: false }, reasons: null }, "Not known"],
    ["of one that had none is said to be none", { archived: KEPT, reasons: [] }, "It did not"],
    ["of one that is not kept is not told at all", { archived: null, reasons: null }, null],
  ])("%s", (_, meta, words) => {
    const { text, container } = panel(meta);
    if (words === null) expect(container.textContent).toBe("");
    else expect(text()).toContain(words);
  });

  it("that another version knew stands in its own words", () => {
    const reasons = [{ ...PAUSE, reason: "from_tomorrow", openedAt: at(0), clearedAt: null, line: null }];
    expect(panel({ archived: KEPT, reasons }).text()).toContain(PAUSE.sentence);
  });
});
