import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aListItem } from "@/lib/calls/build";
import type { CallListItem } from "@/lib/calls/call";
import type { ListFilters } from "@/lib/calls/call-list";
import type { PageResult } from "@/lib/live/pages";
import { scopedPage } from "./scoped-page";

const isOurs = (item: CallListItem) => item.agent?.name === "ours";

/** A list, newest first, and what was asked of it. */
function listOf(agents: readonly string[]) {
  const asked: ListFilters[] = [];
  const rows = agents.map((name, place) => aListItem({ id: `${name}_${place}`, agent: { id: name, name } }));
  const read = async (filters: ListFilters): Promise<PageResult> => {
    asked.push(filters);
    const { limit = 50, offset = 0 } = filters;
    const hasMore = offset + limit < rows.length;
    const page = { calls: rows.slice(offset, offset + limit), droppedRows: 3 };
    return {
      ...{ kind: "page", asOfMs: 1_000 - offset, fault: null },
      page: { ...page, pagination: { total: rows.length, limit, offset, hasMore } },
    };
  };
  return { asked, read };
}

async function pageOf(read: (filters: ListFilters) => Promise<PageResult>, filters: ListFilters) {
  const result = await scopedPage(read, filters, isOurs);
  if (result.kind === "fault") throw new Error(result.fault.kind);
  return result;
}

describe("a page within a scope", () => {
  test("is the same whatever stands between and after the rows that are seen", async () => {
    const anyAgents = fc.array(fc.constantFrom("ours", "other", "other"), { maxLength: 390 });
    const anyLimit = fc.integer({ min: 1, max: 100 });
    await fc.assert(
      fc.asyncProperty(anyAgents, anyLimit, fc.nat({ max: 200 }), async (agents, limit, offset) => {
        const count = agents.filter((name) => name === "ours").length;
        const { page } = await pageOf(listOf(agents).read, { limit, offset });
        const rest = Math.max(0, count - offset);
        expect(page.calls).toHaveLength(Math.min(limit, rest));
        expect(page.calls.every(isOurs)).toBe(true);
        expect(page.pagination).toEqual({ total: null, limit, offset, hasMore: rest > limit });
        expect(page.droppedRows).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test("of somebody else's calls is empty at every offset, and none follow", async () => {
    const { read } = listOf(Array.from({ length: 250 }, () => "other"));
    for (const offset of [0, 1, 99, 248, 249, 250, 1000]) {
      const { page } = await pageOf(read, { agentId: "other", limit: 1, offset });
      expect(page).toMatchObject({ calls: [], pagination: { total: null, hasMore: false } });
    }
  });

  test("reads no more than it needs and never more than four hundred rows, keeps the filters and tells the oldest time", async () => {
    const near = listOf(Array.from({ length: 300 }, () => "ours"));
    await pageOf(near.read, { status: "completed", limit: 10 });
    expect(near.asked).toEqual([{ status: "completed", limit: 100, offset: 0 }]);
    const far = listOf(Array.from({ length: 5_000 }, () => "other"));
    expect((await pageOf(far.read, { limit: 10 })).asOfMs).toBe(700);
    expect(far.asked).toHaveLength(4);
  });

  test("that cannot be read whole is a fault", async () => {
    const { read } = listOf(Array.from({ length: 300 }, () => "other"));
    const fault = { kind: "timeout", retryAfterMs: null } as const;
    const failing = (filters: ListFilters) =>
      filters.offset === 100 ? Promise.resolve<PageResult>({ kind: "fault", fault }) : read(filters);
    expect(await scopedPage(failing, {}, isOurs)).toEqual({ kind: "fault", fault });
  });
});
