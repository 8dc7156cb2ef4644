// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { aMessage, at } from "@/lib/calls/build";
import { transcriptRows } from "@/lib/calls/transcript";
import { useFind } from "./use-find";

const line = (id: string, content: string, second: number) => aMessage({ id, content, timestamp: at(1000 * second) });
const late = transcriptRows([line("b", "Where is my parcel?", 2)]);
const all = transcriptRows([line("a", "I bought a xylophone.", 1), line("b", "Where is my parcel?", 2)]);
const grown = transcriptRows([line("b", "Where is my parcel?", 2), line("c", "A xylophone.", 3)]);

function searching(word: string) {
  const go = vi.fn();
  const from = () => 0;
  const { result, rerender } = renderHook(({ rows }) => useFind(rows, from, go), { initialProps: { rows: late } });
  act(() => result.current.search(word));
  return { go, result, rerender };
}

test("a search before the earlier lines have come goes to what is found in them", () => {
  const { go, result, rerender } = searching("xylophone");
  expect([result.current.number, result.current.found.total]).toEqual([0, 0]);
  rerender({ rows: all });
  expect([result.current.number, result.current.found.total]).toEqual([1, 1]);
  expect(go).toHaveBeenLastCalledWith(0);
});

test("what is spoken later is counted and moves nobody", () => {
  const { go, result, rerender } = searching("xylophone");
  rerender({ rows: grown });
  expect(result.current.found.total).toBe(1);
  expect(go).not.toHaveBeenCalled();
});
