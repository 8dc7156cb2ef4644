// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { drawn, serverAnswers } from "@/e2e/support/rendered";
import { lateView } from "./lazy-part";

const Rich = ({ words }: { words: string }) => <p>Rich: {words}</p>;

function aPage(load: Parameters<typeof lateView<{ words: string }>>[0]) {
  const useRich = lateView<{ words: string }>(load);
  return function Page() {
    const { Part, isMissing } = useRich();
    if (Part !== null) return <Part words="everything" />;
    return <p>Plain{isMissing ? ", the rest did not come" : ""}</p>;
  };
}

it("a late view leaves the plain one standing until its code is there, and needs no wait the next time", async () => {
  const load = vi.fn(async () => Rich);
  const Page = aPage(load);
  const first = drawn(<Page />);
  expect(first.text()).toBe("Plain");
  await first.findByText("Rich: everything");
  first.unmount();
  expect(drawn(<Page />).text()).toBe("Rich: everything");
  expect(load).toHaveBeenCalledTimes(1);
});

it("a late view that does not come is said to be missing, and is tried again by itself", async () => {
  vi.useFakeTimers();
  serverAnswers("GET /healthz", "away");
  const load = vi.fn(async () => Rich).mockRejectedValueOnce(new Error("Loading chunk 1 failed"));
  const Page = aPage(load);
  const { text } = drawn(<Page />);
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect(text()).toBe("Plain, the rest did not come");
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect(text()).toBe("Rich: everything");
  expect(load).toHaveBeenCalledTimes(2);
});
