// @vitest-environment happy-dom
import { renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import type { TranscriptHandle } from "./transcript-list";
import { useAskedEarly } from "./use-asked-early";

it("what the keys and the ribbon ask of the list before it is there is done once it is: the last of it, once", () => {
  const handle: { current: TranscriptHandle | null } = { current: null };
  const log = { current: document.createElement("div") };
  const { rerender } = renderHook(({ isThere }) => useAskedEarly(handle, log, isThere), {
    initialProps: { isThere: false },
  });
  handle.current?.toEnd();
  handle.current?.toRow(7);
  const done: string[] = [];
  handle.current = {
    toEnd: () => done.push("end"),
    toStart: () => done.push("start"),
    toRow: (index) => done.push(`row ${index}`),
    focus: () => done.push("focus"),
  };
  rerender({ isThere: true });
  expect(done).toEqual(["row 7"]);
  rerender({ isThere: false });
  rerender({ isThere: true });
  expect(done).toEqual(["row 7"]);
});
