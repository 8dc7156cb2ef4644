// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import type { ArchiveSize } from "@/lib/wire/archive-contract";
import { SizeSection } from "./size-section";

const ROUTE = "GET /api/v1/archive/size";
const SIZE: ArchiveSize["data"] = {
  ...{ calls: 12_345, lines: 240_000, archiveBytes: 128_000_000, databaseBytes: 140_000_000 },
  ...{ recentCalls: 7_000, recentDays: 7, usualMost: 50_000, keptDays: 400, countedAt: "2026-01-05T09:00:00.000Z" },
};

async function aSection(fields: Partial<ArchiveSize["data"]> = {}) {
  serverAnswers(ROUTE, { body: { data: { ...SIZE, ...fields } } });
  const screen = drawn(<SizeSection />);
  await screen.findByText("Calls");
  return screen;
}

describe("the size of the archive", () => {
  it("stands in calls, lines and on the disk, with what it grows by", async () => {
    const { text } = await aSection();
    expect(text()).toContain("12,345");
    expect(text()).toContain("240,000");
    expect(text()).toContain("128 MB");
    expect(text()).toContain("About 1,000 calls (10.4 MB) a day");
  });

  it("of the embedded database says how full it is, and what to do where it soon will be", async () => {
    const { getByRole, text } = await aSection();
    expect(getByRole("meter", { name: "How full the embedded database is" }).getAttribute("aria-valuenow")).toBe("24");
    expect(text()).toContain("At this rate it is full in about 37 days.");
    expect(text()).toContain("Move it to a Postgres server now");
    expect(text()).toContain("DATABASE_URL");
  });

  it("past what it is made for fills its meter and no more", async () => {
    const { getByRole, text } = await aSection({ calls: 61_000 });
    expect(getByRole("meter").getAttribute("aria-valuenow")).toBe("100");
    expect(text()).toContain("122 % full: the embedded database is made for about 50,000 calls");
  });

  it("on a server has no meter, and names no end", async () => {
    const { queryByRole, text } = await aSection({ usualMost: null });
    expect(queryByRole("meter")).toBeNull();
    expect(text()).toContain("It lies on a Postgres server");
    expect(text()).not.toContain("DATABASE_URL");
  });

  it("that cannot be counted says so, and no number", async () => {
    serverAnswers(ROUTE, refusedWith(503, "database_unavailable"));
    const { findByRole, queryByText } = drawn(<SizeSection />);
    expect((await findByRole("alert")).textContent).toMatch(/database/);
    expect(queryByText("Calls")).toBeNull();
  });
});
