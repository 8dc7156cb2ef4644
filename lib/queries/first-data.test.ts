import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { firstDataOf, takeFirst } from "./first-data";

const clientWith = (...held: [string, unknown, number][]) => {
  const client = new QueryClient();
  for (const [name, data, updatedAt] of held) client.setQueryData([name], data, { updatedAt });
  return client;
};

test("what came with the page is there at once, as old as it is, also what counts as old", () => {
  const first = JSON.parse(JSON.stringify(firstDataOf(clientWith(["board", { calls: 1 }, 500], ["call", "cut", 0]))));
  const browser = new QueryClient();
  expect(takeFirst(browser, first)).toEqual([]);
  expect(browser.getQueryState(["board"])).toMatchObject({
    data: { calls: 1 },
    dataUpdatedAt: 500,
    fetchStatus: "idle",
  });
  expect(browser.getQueryState(["call"])).toMatchObject({ data: "cut", dataUpdatedAt: 0, status: "success" });
});

test("what the page shows already is not touched while it is drawn: newer data is handed back, older is left", () => {
  const browser = clientWith(["board", "shown", 1_000], ["call", "whole", 1_000]);
  const newer = takeFirst(browser, firstDataOf(clientWith(["board", "newer", 2_000], ["call", "cut", 0])));
  expect(newer).toEqual([{ queryKey: ["board"], data: "newer", updatedAt: 2_000 }]);
  expect(browser.getQueryData(["board"])).toBe("shown");
  expect(browser.getQueryData(["call"])).toBe("whole");
});

test("a query that has failed and holds nothing takes what came", async () => {
  const browser = new QueryClient();
  const failing = { queryKey: ["board"], queryFn: () => Promise.reject(new Error("no")), retry: false };
  await browser.fetchQuery(failing).catch(() => undefined);
  takeFirst(browser, firstDataOf(clientWith(["board", "came", 500])));
  expect(browser.getQueryState(["board"])).toMatchObject({ data: "came", status: "success" });
});
