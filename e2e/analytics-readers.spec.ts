import type { Page } from "@playwright/test";
import { addCookies } from "./support/access";
import type { Archived } from "./support/archived";
import { anAgent, secondsAgo } from "./support/calls";
import { bars, chart, countOf, drawn } from "./support/charts";
import { expect, OF_OTHERS, test } from "./support/test";

test.use(OF_OTHERS);

test.describe.configure({ timeout: 180_000 });

const DAY_SECONDS = 86_400;
const NUMBER = "+358401117788";
const NAME = "Aino Ketonen";
const REASON = `The number ${NUMBER} of ${NAME} was refused`;

const listed = (page: Page) =>
  page
    .locator("tr[data-call-id]")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-call-id") ?? "").sort());

test("a lead's Monday: what changed against last week, why, and which calls those were", async ({ archived, page }) => {
  const agent = anAgent(`Monday ${Date.now().toString(36)}`);
  const keep = (daysAgo: number, status = "completed", failureReason: string | null = null) =>
    archived.keep({ agent, status, failureReason, startedAt: secondsAgo(daysAgo * DAY_SECONDS) });
  // Kept since before last week, or nothing could be compared.
  await keep(15);
  for (let call = 0; call < 3; call += 1) await keep(8);
  await keep(1);
  const failed: string[] = [];
  for (let call = 0; call < 3; call += 1) failed.push(await keep(1, "failed", "network_error"));
  await archived.signIn(page, "supervisor");
  await page.goto(`${archived.url}/analytics?when=last7&zone=UTC&agent=${agent.id}`);
  // What changed: as many answered as failed, against a week in which every call was.
  const rate = page.locator("[data-figure=answer-rate]");
  await expect(rate).toContainText("25 %");
  await expect(rate.locator("[data-change=worse]")).toContainText("75");
  await expect(page.locator("[data-figure=calls]")).toContainText("4");
  await expect(chart(page, "outcomes").locator("[data-sentence]")).toContainText("4 calls");
  await expect(drawn(page, "outcomes").locator("[stroke='var(--chart-before)']").first()).toBeVisible();
  // Why: one reason.
  await chart(page, "failures").scrollIntoViewIfNeeded();
  await expect(chart(page, "failures").locator("[data-sentence]")).toContainText("(3 of 3)");
  // Which calls: the bar leads to exactly those, and back.
  await expect(bars(page, "failures")).toHaveCount(1);
  await bars(page, "failures").first().click();
  await page.waitForURL((url) => url.pathname === "/calls" && url.searchParams.get("failure") === "network_error");
  expect(new URL(page.url()).searchParams.get("agent")).toBe(agent.id);
  await expect.poll(() => countOf(page)).toBe("3 calls");
  await expect.poll(() => listed(page)).toEqual([...failed].sort());
  await page.goBack();
  await expect(rate).toContainText("25 %");
  // The day's failed ones in the table are the same calls.
  await chart(page, "outcomes").getByRole("button", { name: "Table" }).click();
  await chart(page, "outcomes").getByRole("link", { name: "3", exact: true }).first().click();
  await page.waitForURL((url) => url.searchParams.get("status") === "failed");
  await expect.poll(() => listed(page)).toEqual([...failed].sort());
  await page.locator("[data-open-call]").first().click();
  await expect(page.getByText(/network/i).first()).toBeVisible();
});

/** What a page of figures says and loads: its words, its addresses, and every answer of statistics. */
async function everythingOf(archived: Archived, page: Page): Promise<string> {
  const answers: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/api/v1/")) answers.push(response.text().catch(() => ""));
  });
  await page.goto(`${archived.url}/analytics?when=last7&zone=UTC`);
  await expect(page.locator("[data-figure=calls]")).toBeVisible();
  for (const id of ["outcomes", "agents", "campaigns", "failures"]) {
    await chart(page, id).scrollIntoViewIfNeeded();
    const table = chart(page, id).getByRole("button", { name: "Table" });
    if ((await table.count()) > 0) await table.click();
  }
  await expect(chart(page, "failures").locator("[data-sentence]")).toBeVisible();
  return [await page.content(), ...(await Promise.all(answers))].join("\n");
}

test("the figures of a reader who sees calls masked, or those of one agent alone, tell nothing of the rest; an admin's tell all", async ({
  archived,
  browser,
}) => {
  const own = anAgent(`Own ${Date.now().toString(36)}`);
  const hidden = anAgent(`Hidden ${Date.now().toString(36)}`);
  const numbered = { id: null, name: `Calls ${NUMBER}`, type: "voice" };
  const campaign = `secret-${Date.now().toString(36)}`;
  const contact = { phone: NUMBER, name: NAME, email: null };
  await archived.keep({ agent: own, contact });
  await archived.keep({ agent: own, contact, status: "failed", failureReason: REASON });
  await archived.keep({ agent: hidden, contact, metadata: { campaignId: campaign }, status: "busy" });
  await archived.keep({ agent: numbered, contact, metadata: { campaignId: NUMBER } });
  const seenBy = async (cookies: string) => {
    const context = await browser.newContext();
    await addCookies(context, archived.url, cookies);
    const page = await context.newPage();
    const said = await everythingOf(archived, page);
    const figure = await page.locator("[data-figure=calls]").innerText();
    await context.close();
    return { said, figure };
  };
  const admin = await seenBy(await archived.asRole("admin"));
  for (const told of [own.name, hidden.name, NUMBER, campaign, "was refused"]) expect(admin.said).toContain(told);

  const viewer = await seenBy(await archived.asRole("viewer"));
  expect(viewer.said).toContain(own.name);
  expect(viewer.said).toContain(hidden.name);
  expect(viewer.said).not.toMatch(/1117788|Ketonen|was refused/);

  const scope = { agents: [own.id], agentNames: [], campaigns: [] };
  const scoped = await seenBy((await archived.newPerson("viewer", scope)).cookies);
  expect(scoped.figure).toContain("2");
  expect(scoped.said).toContain(own.name);
  expect(scoped.said).not.toContain(hidden.name);
  expect(scoped.said).not.toContain(hidden.id);
  expect(scoped.said).not.toContain(campaign);
  expect(scoped.said).not.toMatch(/1117788|Ketonen|was refused/);
});
