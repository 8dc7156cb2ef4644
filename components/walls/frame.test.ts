import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, laneLook, reasonLabel, type Stage, WIDESCREEN, wallFrame } from "./frame";
import { FEWEST_CHARACTERS, fittedName, linesOf } from "./names";

/** Any screen from 720p to 4K, upright or not, at any text size a wall can have. */
const stage = fc
  .record({
    width: fc.integer({ min: 1_280, max: 3_840 }),
    height: fc.integer({ min: 720, max: 3_840 }),
    scale: fc.double({ min: 0.4, max: 3, noNaN: true }),
  })
  .map(({ width, height, scale }): Stage => {
    const minTextPx = 0.04815 * Math.min(width, height) * scale;
    return { widthPx: width, heightPx: Math.max(height * 0.4, height - 3 * minTextPx), minTextPx };
  });
const within = (box: Box, { widthPx, heightPx }: Stage) =>
  box.leftPx >= 0 &&
  box.topPx >= 0 &&
  box.leftPx + box.widthPx <= widthPx + 0.5 &&
  box.topPx + box.heightPx <= heightPx + 0.5;

describe("what stands where on a wall", () => {
  test("at 1080p: the left third for alarms, four of one anatomy; eight lanes beside it", () => {
    const { alarms, lanes } = wallFrame(WIDESCREEN, false);
    expect(alarms.widthPx / WIDESCREEN.widthPx).toBeCloseTo(1 / 3, 1);
    expect(alarms).toMatchObject({ rows: 4, columns: 1, nameLines: 2 });
    expect(lanes.most).toBe(8);
  });

  test("a reason beneath its agent's name need not name the agent", () => {
    expect(["No answer from the agent", "Caller alone"].map(reasonLabel)).toEqual(["No answer", "Caller alone"]);
  });

  test("an upright screen has the alarms above the lanes", () => {
    const upright = { widthPx: 1_065, heightPx: 1_700, minTextPx: 52 };
    const { alarms, lanes } = wallFrame(upright, false);
    expect(alarms.widthPx).toBe(upright.widthPx);
    expect(lanes.topPx).toBeGreaterThan(alarms.heightPx);
    expect(alarms.rows).toBeGreaterThanOrEqual(2);
    expect(lanes.most).toBeGreaterThanOrEqual(8);
  });

  test("an upright screen has as many lanes as a wide one with text of the same size, as the server draws them first", () => {
    // A wall of text as high as `minTextPx` on a screen whose shorter side is so long, without its margins, head and foot.
    const side = fc.integer({ min: 320, max: 2_160 });
    fc.assert(
      fc.property(side, fc.double({ min: 0.5, max: 3, noNaN: true }), (shorter, scale) => {
        const minTextPx = 0.04815 * shorter * scale;
        const inner = { widthPx: 0.986 * shorter, minTextPx };
        const tall = wallFrame({ ...inner, heightPx: 4 * shorter }, false);
        const wide = wallFrame({ ...WIDESCREEN, minTextPx: WIDESCREEN.minTextPx * scale }, false);
        expect(tall.lanes.most).toBe(wide.lanes.most);
      }),
    );
  });

  test("on any screen both keep within it and never overlap, and at least one alarm and one lane have room", () => {
    fc.assert(
      fc.property(stage, fc.boolean(), (screen, words) => {
        const { alarms, lanes } = wallFrame(screen, words);
        expect(within(alarms, screen) && within(lanes, screen)).toBe(true);
        const isBeside = alarms.leftPx + alarms.widthPx <= lanes.leftPx;
        const isAbove = alarms.topPx + alarms.heightPx <= lanes.topPx;
        expect(isBeside || isAbove).toBe(true);
        expect(alarms.rows * alarms.columns).toBeGreaterThanOrEqual(1);
        expect(alarms.rows * alarms.columns).toBeLessThanOrEqual(6);
        expect(lanes.most).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test("rows of alarms are as high in wall.css, which draws the server's first picture, as they are counted here", () => {
    const css = readFileSync(new URL("wall.css", import.meta.url), "utf8");
    const [oneLine = 0, twoLines = 0] = [...css.matchAll(/--least: ([\d.]+)em/g)].map(([, em]) => Number(em));
    const limitEm = Number(/@container wall-alarms \(width < ([\d.]+)em\)/.exec(css)?.[1]);
    for (const [columnEm, leastEm] of [
      [limitEm + 0.01, oneLine],
      [limitEm - 0.01, twoLines],
    ] as const) {
      const upright = { widthPx: columnEm * 50, heightPx: 5_000, minTextPx: 50 };
      expect(wallFrame(upright, false).alarms).toMatchObject({ columns: 1, nameLines: 2 });
      expect(wallFrame(upright, false).alarms.leastEm).toBeCloseTo(leastEm, 2);
    }
  });

  test("words of callers take their room from the number of alarms, not from the text", () => {
    expect(wallFrame(WIDESCREEN, true).alarms.rows).toBeLessThan(wallFrame(WIDESCREEN, false).alarms.rows);
  });
});

describe("the head of a lane", () => {
  test("a name that fits stands on a line with its figures; a long one on two, above or beside the calls", () => {
    const frame = wallFrame(WIDESCREEN, false);
    const long = "Maximiliana-Theodora Customer Relationship Desk";
    expect(laneLook(frame, 8, "Nimbrel Tech Support")).toMatchObject({ name: "one", figures: "longest" });
    expect(laneLook(frame, 8, long)).toMatchObject({ name: "beside", figures: "longest" });
    expect(laneLook(frame, 3, long).name).toBe("above");
    expect(laneLook(frame, 8, "Sales")).toMatchObject({ figures: "answers" });
  });

  test("on a narrower screen of one shape or another no name that is on one line on a wide one changes its place", () => {
    const wide = wallFrame(WIDESCREEN, false);
    const others: Stage[] = [
      { widthPx: 355, heightPx: 655, minTextPx: 17.3 },
      { widthPx: 1_065, heightPx: 1_720, minTextPx: 52 },
      { widthPx: 1_427, heightPx: 786, minTextPx: 43.3 },
    ];
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,27}$/), fc.constantFrom(...others), (name, screen) => {
        if (laneLook(wide, 8, name).figures === "short" || laneLook(wide, 8, name).name !== "one") return;
        expect(laneLook(wallFrame(screen, false), 8, name).name).toBe("one");
      }),
    );
  });

  test("on any screen, however many lanes: names keep ten characters, and calls have room of their own", () => {
    fc.assert(
      fc.property(
        stage,
        fc.stringMatching(/^[A-Za-z ]{1,60}$/),
        fc.integer({ min: 1, max: 20 }),
        (screen, text, count) => {
          const frame = wallFrame(screen, false);
          const name = text.trim() || "x";
          const look = laneLook(frame, Math.min(count, frame.lanes.most), name);
          const shown = fittedName(name, look.nameLineEm, look.name === "one" ? 1 : 2);
          expect(shown.length).toBeGreaterThanOrEqual(Math.min(FEWEST_CHARACTERS, name.length));
          expect(look.room.widthPx).toBeGreaterThan(0);
          expect(look.room.heightPx).toBeGreaterThan(0);
          expect(look.room.widthPx).toBeLessThanOrEqual(frame.lanes.widthPx);
          if (look.name === "one") expect(linesOf(name, look.nameLineEm)).toBe(1);
        },
      ),
    );
  });
});
