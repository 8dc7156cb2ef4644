import type { Page } from "@playwright/test";
import { expectNoFindings } from "./support/axe";
import { anAgent, said, secondsAgo } from "./support/calls";
import { expectNoSidewaysScroll, visit } from "./support/screen";
import { expect, newCallId, OF_OTHERS, test } from "./support/test";

test.use(OF_OTHERS);

const searchField = (page: Page) => page.getByRole("searchbox", { name: "Search what was said" });
const DAY_S = 86_400;
/** A word of letters that stands in no other test's call. */
const aWord = () =>
  `w${newCallId()
    .replace(/[^a-z0-9]/g, "")
    .replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "")}`;

test("somebody finds yesterday's call by a half-remembered phrase, and opens it at the line", async ({
  archived,
  page,
}) => {
  test.slow();
  const word = aWord();
  const at = (seconds: number) => DAY_S + seconds;
  const yesterday = await archived.keep({
    startedAt: secondsAgo(at(300)),
    transcript: [
      said("agent", "Hello, thank you for calling.", at(290)),
      ...Array.from({ length: 30 }, (_, place) => said("caller", `We talk about line ${place}.`, at(280 - place))),
      said("caller", `The blue teapot arrived badly dented, ${word}, and nobody has called me back.`, at(200)),
      ...Array.from({ length: 30 }, (_, place) => said("agent", `I see, line ${place}.`, at(190 - place))),
    ],
    summary: "A dented teapot.",
  });
  await archived.keep({ transcript: [said("caller", `A teapot, ${word}, but not dented at all.`, 20)] });
  await archived.signIn(page, "supervisor");
  await visit(page, `${archived.url}/calls`);
  await page.keyboard.press("/");
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.type(`${word} "badly dented"`);
  await page.getByRole("combobox", { name: "When" }).selectOption("yesterday");
  const row = page.locator(`tr[data-call-id="${yesterday}"]`);
  await expect(row.locator("mark").first()).toBeVisible();
  await expect(page.locator("[data-call-id]")).toHaveCount(1);
  await expect(page.locator("[data-calls-count]")).toHaveText("1 call");
  // The address has all of it: somebody else sees the same.
  expect(new URL(page.url()).searchParams.get("when")).toBe("yesterday");
  await page.keyboard.press("Enter");
  await page.keyboard.press("n");
  const drawer = page.getByRole("complementary");
  await expect(drawer.locator("[data-at] mark").first()).toBeInViewport();
  const lineOf = (address: string) => new URL(address).searchParams.get("line");
  // The drawer stands at the line before the address has it.
  await expect.poll(() => lineOf(page.url())).not.toBeNull();
  const key = lineOf(page.url());
  await drawer.getByRole("link", { name: "Open the call here" }).click();
  await page.waitForURL((url) => url.pathname === `/calls/${yesterday}` && url.searchParams.get("line") === key);
});

test("N goes from hit to hit over calls, and every row's hit leads to its line", async ({ archived, page }) => {
  test.slow();
  const word = aWord();
  const ids: string[] = [];
  // The newer one first, whenever they are put there.
  for (const minute of [1, 10]) {
    const transcript = [
      said("agent", "Hello.", 50),
      said("caller", `It is ${word}.`, 40),
      said("agent", `${word}, I see.`, 30),
    ];
    ids.push(await archived.keep({ startedAt: secondsAgo(60 * minute), transcript, summary: `Call ${minute}.` }));
  }
  await archived.signIn(page, "viewer");
  await page.goto(`${archived.url}/calls?q=${word}&sort=newest`);
  await expect(page.locator("[data-call-id]")).toHaveCount(2);
  const looked = () => {
    const { searchParams } = new URL(page.url());
    return `${searchParams.get("peek")} ${searchParams.get("line")}`;
  };
  const seen: string[] = [];
  for (const _ of [1, 2, 3, 4]) {
    await page.keyboard.press("n");
    await expect.poll(looked).not.toBe(seen.at(-1) ?? "null null");
    seen.push(looked());
  }
  expect(new Set(seen).size).toBe(4);
  expect(seen.map((place) => place.split(" ")[0])).toEqual([ids[0], ids[0], ids[1], ids[1]]);
  await page.keyboard.press("Shift+N");
  await expect.poll(looked).toBe(seen[2]);
});

test("views: what is built in, and one's own, which is there again tomorrow", async ({ archived, page }) => {
  test.slow();
  const agent = anAgent("Agent of the views");
  await archived.keep({ agent, status: "no_answer", transcript: null, startedAt: null });
  const answered = await archived.keep({ agent });
  await archived.signIn(page, "supervisor");
  await visit(page, `${archived.url}/calls`);
  await expect(page.locator(`tr[data-call-id="${answered}"]`)).toBeVisible();
  const views = page.getByRole("button", { name: "Views", exact: true });
  await views.click();
  await page.getByRole("button", { name: "Unanswered", exact: true }).click();
  await expect(page.locator(`tr[data-call-id="${answered}"]`)).toBeHidden();
  await expect(page.getByRole("list", { name: "Filters" })).toContainText("No answer, Busy");
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.getByRole("button", { name: /^Filters/ }).click();
  const filters = page.getByRole("dialog", { name: "Filters" });
  await filters.getByRole("combobox", { name: "Agents" }).fill("Agent of the views");
  await filters.getByRole("option", { name: "Agent of the views" }).first().click();
  await filters.getByRole("button", { name: "Show calls" }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("agent")).toBe(agent.id);
  await expect(page.locator("[data-call-id]")).toHaveCount(2);
  await views.click();
  const name = `Mine ${newCallId()}`;
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: new RegExp(`^${name}`) })).toBeVisible();
  await page.keyboard.press("Escape");
  await visit(page, `${archived.url}/calls`);
  await views.click();
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await expect(page.locator("[data-call-id]")).toHaveCount(2);
  expect(page.url()).toContain("agent=");
});

test("by keys alone: search, move, look, choose, open", async ({ archived, page }) => {
  test.slow();
  const word = aWord();
  const id = await archived.keep({ transcript: [said("caller", `Just ${word}.`, 30)] });
  await archived.signIn(page, "admin");
  await visit(page, `${archived.url}/calls`);
  await page.keyboard.press("/");
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.type(word);
  const row = page.locator(`tr[data-call-id="${id}"]`);
  await expect(row.locator("mark")).toBeVisible();
  await expect(page.locator("[data-call-id]")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(row.locator("[data-open-call]")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("complementary")).toContainText(`Just ${word}.`);
  await page.keyboard.press("x");
  await expect(page.getByRole("region", { name: "Chosen calls" })).toContainText("1 call chosen");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary")).toBeHidden();
  await page.keyboard.press("Enter");
  await page.waitForURL(`${archived.url}/calls/${id}`);
});

test("on a phone: cards, filters and the sheet, without sideways scrolling", async ({ archived, page }) => {
  test.slow();
  const word = aWord();
  const id = await archived.keep({
    contact: { phone: "+14155550123", name: "A Name That Is Far Too Long For A Phone And Goes On", email: null },
    transcript: [said("caller", `A long line about ${word} `.repeat(6), 30)],
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await archived.signIn(page, "supervisor");
  await visit(page, `${archived.url}/calls?q=${word}`);
  const card = page.locator(`li[data-call-id="${id}"]`);
  await expect(card.locator("mark").first()).toBeVisible();
  await expect(page.locator("table")).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await card.getByRole("button", { name: /^Look at/ }).click();
  await expect(page.getByRole("complementary").locator("[data-at]")).toBeInViewport();
  await expectNoSidewaysScroll(page);
  await page.getByRole("complementary").getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: /^Filters/ }).click();
  await expect(page.getByRole("dialog", { name: "Filters" })).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test("Live's tile shows the calls it counts, and a call that goes on is found above those that are over", async ({
  archived,
  upstream,
  page,
}) => {
  test.slow();
  const word = aWord();
  const over = await archived.keep({ transcript: [said("caller", `Over is ${word}.`, 30)] });
  const live = newCallId();
  await upstream.put({ id: live, transcript: [said("caller", `Going on is ${word}.`, 3)] });
  await archived.signIn(page, "supervisor");
  await visit(page, `${archived.url}/`);
  const tile = page.getByRole("link", { name: /^Answered today/ });
  // Once it has a figure it names the moment from which on it counts.
  await expect(tile).toHaveAttribute("href", /status=completed&from=/);
  const since = new URL((await tile.getAttribute("href")) ?? "", archived.url).searchParams.get("from");
  expect(since).toMatch(/T\d\d:00:00\.000Z$|T\d\d:(30|45):00\.000Z$/);
  await tile.click();
  await page.waitForURL(({ pathname, searchParams }) => pathname === "/calls" && searchParams.get("from") === since);
  await expect(page.locator(`tr[data-call-id="${over}"]`)).toBeVisible();
  await page.keyboard.press("Control+K");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.type(word);
  await page.getByRole("option", { name: /in all calls that are over/ }).click();
  await page.waitForURL(`${archived.url}/calls?q=${word}`);
  await expect(page.locator(`tr[data-call-id="${over}"] mark`)).toBeVisible();
  await expect(
    page.getByRole("region", { name: "Live now" }).getByRole("link", { name: new RegExp(live) }),
  ).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Live now" }).locator("mark")).toHaveText(word);
});

test("a call that is not kept stands in the list, marked as such", async ({ archived, upstream, page }) => {
  test.slow();
  const id = newCallId();
  // Made and over before this server was there: it does not look for such a call by itself, and so never keeps it meanwhile.
  const [startedAt, endedAt] = [secondsAgo(DAY_S - 60), secondsAgo(DAY_S - 120)];
  const createdAt = secondsAgo(DAY_S);
  await upstream.put({ id, status: "completed", summary: "Done.", createdAt, startedAt, endedAt });
  await archived.signIn(page, "viewer");
  await page.goto(`${archived.url}/calls`);
  const row = page.locator(`tr[data-call-id="${id}"]`);
  await expect(row).toContainText("Not kept");
  await expect(row.getByRole("checkbox")).toBeDisabled();
});

test("nothing on it is hard to perceive, in its states, themes and on both screens", async ({ archived, page }) => {
  test.slow();
  const word = aWord();
  await archived.keep({ transcript: [said("caller", `Axe looks at ${word}.`, 30)] });
  await archived.signIn(page, "supervisor");
  await visit(page, `${archived.url}/calls?q=${word}&direction=sideways`);
  await expect(page.locator("mark").first()).toBeVisible();
  await expectNoFindings(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press("n");
  await expect(page.getByRole("complementary").locator("[data-at]")).toBeVisible();
  await expectNoFindings(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Filters/ }).click();
  await expect(page.getByRole("dialog", { name: "Filters" })).toBeVisible();
  await expectNoFindings(page);
  await page.goto(`${archived.url}/calls?q=no${word}`);
  await expect(page.getByText("No call has")).toBeVisible();
  await expectNoFindings(page);
});
