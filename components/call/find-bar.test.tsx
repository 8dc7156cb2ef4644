// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { useRef } from "react";
import { describe, expect, it } from "vitest";
import { drawn } from "@/e2e/support/rendered";
import { aMessage, at } from "@/lib/calls/build";
import { transcriptRows } from "@/lib/calls/transcript";
import { FindBar } from "./find-bar";
import { useFind } from "./use-find";

const SAID = ["A parcel is late.", "Which one?", "The parcel with the parcel stamp.", "I see."];
const ROWS = transcriptRows(SAID.map((content, line) => aMessage({ content, timestamp: at(1000 * (line + 1)) })));

function Finder({ gone, closed, from = 0 }: { gone: (row: number) => void; closed: () => void; from?: number }) {
  const field = useRef<HTMLInputElement>(null);
  const find = useFind(ROWS, () => from, gone);
  return <FindBar find={find} field={field} onClose={closed} />;
}

function aFinder(from = 0) {
  const went: number[] = [];
  let closes = 0;
  const screen = drawn(
    <Finder
      from={from}
      gone={(row) => went.push(row)}
      closed={() => {
        closes += 1;
      }}
    />,
  );
  const field = screen.getByRole("textbox", { name: "Find in transcript" });
  return { ...screen, field, went, closes: () => closes, count: () => screen.getByRole("status").textContent };
}

describe("finding in a transcript", () => {
  it("says nothing and offers nothing before something is searched", () => {
    const { count, queryByRole } = aFinder();
    expect(count()).toBe("");
    expect(queryByRole("button")).toBeNull();
  });

  it("counts every hit, brings the first on screen, and Enter and Shift+Enter walk round", async () => {
    const { user, field, count, went } = aFinder();
    await user.type(field, "PARCEL");
    expect(count()).toBe("1 of 3");
    const seen = () => [count(), went.at(-1)];
    expect(seen()).toEqual(["1 of 3", 0]);
    await user.keyboard("{Enter}");
    expect(seen()).toEqual(["2 of 3", 2]);
    await user.keyboard("{Enter}");
    expect(seen()).toEqual(["3 of 3", 2]);
    await user.keyboard("{Enter}");
    expect(seen()).toEqual(["1 of 3", 0]);
    await user.keyboard("{Shift>}{Enter}{/Shift}");
    expect(seen()).toEqual(["3 of 3", 2]);
  });

  it("begins at the line the reader is at, and typing on searches from there again", async () => {
    const { user, field, count, went } = aFinder(1);
    await user.type(field, "parcel");
    expect(count()).toBe("2 of 3");
    expect(new Set(went.slice(1))).toEqual(new Set([2]));
  });

  it("the buttons walk as the keys do, and are there for nothing where nothing is found", async () => {
    const { user, field, count, getByRole } = aFinder();
    await user.type(field, "parcel");
    await user.click(getByRole("button", { name: "Next hit" }));
    expect(count()).toBe("2 of 3");
    await user.click(getByRole("button", { name: "Previous hit" }));
    expect(count()).toBe("1 of 3");
    await user.type(field, " nowhere");
    expect(count()).toBe("none");
    for (const name of ["Next hit", "Previous hit"]) {
      expect((getByRole("button", { name }) as HTMLButtonElement).disabled).toBe(true);
    }
  });

  it("Escape empties it and closes it, and so does its button", async () => {
    const { user, field, count, closes, getByRole } = aFinder();
    await user.type(field, "parcel{Escape}");
    expect([(field as HTMLInputElement).value, count(), closes()]).toEqual(["", "", 1]);
    await user.type(field, "parcel");
    await user.click(getByRole("button", { name: "Close find" }));
    expect([(field as HTMLInputElement).value, closes()]).toEqual(["", 2]);
  });

  it("keys that compose a character neither walk nor close", async () => {
    const { user, field, count, closes } = aFinder();
    await user.type(field, "parcel");
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    fireEvent.keyDown(field, { key: "Escape", isComposing: true });
    expect([count(), closes()]).toEqual(["1 of 3", 0]);
  });
});
