// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { drawn } from "@/e2e/support/rendered";
import { at, BUILD_START_MS } from "@/lib/calls/build";
import { transcriptRows } from "@/lib/calls/transcript";
import { ReadingPosition } from "./reading-position";
import { RibbonScrubber } from "./ribbon-scrubber";

const rows = transcriptRows(
  ["One.", "Two.", "Three.", "Four."].map((content, line) => ({
    role: line % 2 ? "user" : "assistant",
    content,
    timestamp: at(line * 10_000),
  })),
);

function aRibbon({ endMs = 40_000, toldMs = null as number | null } = {}) {
  const reading = new ReadingPosition();
  const pointed: (number | null)[] = [];
  const screen = drawn(
    <RibbonScrubber
      {...{ rows, reading }}
      startMs={BUILD_START_MS}
      endMs={BUILD_START_MS + endMs}
      toldMs={() => toldMs}
      running={false}
      hits={[]}
      pointed={null}
      onPoint={(row) => pointed.push(row)}
    />,
  );
  return { ...screen, reading, pointed, slider: screen.getByRole("slider", { name: "Line of the call" }) };
}

describe("the ribbon of a call", () => {
  it("takes the words beside it along when it is moved by keys", async () => {
    const { user, slider, text, pointed } = aRibbon();
    slider.focus();
    await user.keyboard("{Home}");
    expect(pointed.at(-1)).toBe(0);
    expect(text()).toContain("One.");
    await user.keyboard("{End}");
    expect(text()).toContain("Four.");
    expect(text()).not.toContain("One.");
    await user.tab();
    expect(text()).not.toContain("Four.");
  });

  it.each([
    [153_000, "2:33"],
    [190_000, "2:32"],
  ])(
    "ends in the very duration that the page tells beside it, where they differ by less than two seconds (%i ms)",
    (toldMs, end) => {
      expect(aRibbon({ endMs: 152_400, toldMs }).text()).toContain(end);
    },
  );

  it("dims what is not on screen, and nothing of what is", () => {
    const { container, reading } = aRibbon();
    reading.show(rows, 1, 2);
    const [before, after] = [...container.querySelectorAll("[data-out-of-view]")];
    expect(before?.getAttribute("width")).toBe("10");
    expect([after?.getAttribute("x"), after?.getAttribute("width")]).toEqual(["30", "10"]);
    reading.show(rows, 0, 3);
    expect(before?.getAttribute("width")).toBe("0");
    expect(after?.getAttribute("width")).toBe("0");
  });
});
