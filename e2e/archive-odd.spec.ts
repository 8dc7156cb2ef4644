import type { Page } from "@playwright/test";
import { said } from "./support/calls";
import { ask } from "./support/http";
import { alive, visit } from "./support/screen";
import { expect, OF_OTHERS, test } from "./support/test";

test.use(OF_OTHERS);

test.describe.configure({ timeout: 240_000 });

const LONG = "a".repeat(10_000);
const encoded = encodeURIComponent;
const cursor = (place: object) => encoded(Buffer.from(JSON.stringify(place)).toString("base64url"));
const AT_THE_END = { happenedMs: 8_640_000_000_000_000, callId: "" };

/** What stands in the address, and what the page says of it; null: it is a question like any other. */
const ADDRESSES: [search: string, words: RegExp | null][] = [
  ["q=-", null],
  [`q=${encoded('"never closed')}`, null],
  [`q=${encoded('-"an excluded phrase"')}`, null],
  ["q=%00", null],
  [`q=${encoded("\u202eabc مرحبا 👩‍👩‍👧‍👦")}`, null],
  [`q=${encoded("it's ' & | ! ( ) : * <-> \\ %")}`, null],
  [`q=${LONG.slice(0, 2_000)}`, /300 characters at most/],
  [`q=${"a b c d e f g h i j k l m".replaceAll(" ", "+")}`, /Live calls are not searched for that many words/],
  [`q=${"a".repeat(121)}`, /Live calls are not searched for that many words/],
  [`q=samovar&who=${"a".repeat(120)}`, /Live calls are not searched for that many words/],
  [`who=${LONG.slice(0, 2_000)}`, /120 characters at most/],
  ["from=0001-01-01&to=9999-12-31", /should be a day such as/],
  ["from=2026-02-30", /should be a day such as/],
  ["from=2026-03-01&to=2026-02-01", /the other way round/],
  ["min=600&max=60", /the other way round/],
  ["min=99999999999", /a number of seconds/],
  ["attention=no_such_reason", /should be any, or some of/],
  ["attention=any", null],
  ["shared=perhaps", /should be yes or no/],
  ["shared=yes", null],
  ["ended=nobody", /should be person or itself/],
  ["ended=person", null],
  ["meta=nothing", /field=value/],
  [`meta=${encoded("a\"b'c={}\\%")}`, null],
  [`after=${cursor({ sort: "newest", ...AT_THE_END })}`, null],
  ["peek=../../etc/passwd&line=-1", null],
];

/** What the server refuses of them, and what it says. */
const REFUSED: [search: string, status: number, words: RegExp][] = [
  [`q=${LONG.slice(0, 2_000)}`, 400, /300 characters/],
  ["cursor=nothing", 400, /should be the nextCursor/],
  ["from=2026-03-01&to=2026-02-01", 400, /should/],
  ["limit=0", 400, /should/],
  [`q=${LONG}`, 414, /too long/],
];

/** Asked again by the page itself, as it does when somebody comes back to it. @returns the status of the answer */
async function askedAgain(page: Page): Promise<number> {
  const [asked] = await Promise.all([
    page.waitForResponse((response) => response.url().includes("/api/v1/archive/calls?")),
    page.evaluate(() => window.dispatchEvent(new Event("visibilitychange"))),
  ]);
  return asked.status();
}

test("whatever stands in the address, the page of calls shows what it can and says what it has not used", async ({
  archived,
  page,
}) => {
  await archived.keep({ transcript: [said("caller", "It is about a samovar.", 20)] });
  await archived.signIn(page, "admin");
  for (const [search, words] of ADDRESSES) {
    await test.step(search.slice(0, 60), async () => {
      const answer = await page.goto(`${archived.url}/calls?${search}`);
      await alive(page);
      expect(answer?.status()).toBe(200);
      await expect(page.getByRole("heading", { name: "Calls", exact: true }).first()).toBeVisible();
      if (words !== null) await expect(page.getByText(words).first()).toBeVisible();
      expect(await askedAgain(page)).toBe(200);
      await expect(page.getByText(/Something went wrong|went wrong here/)).toHaveCount(0);
    });
  }
  const cookie = await archived.asRole("admin");
  for (const [search, status, words] of REFUSED) {
    const refused = await ask(archived.url, `/api/v1/archive/calls?${search}`, { headers: { cookie } });
    expect(refused.status).toBe(status);
    expect((refused.json() as { error: { message: string } }).error.message).toMatch(words);
  }
});

test.describe("what is not there", () => {
  test.use({ expectedErrors: [/status of 40[04]/] });

  test("a page of the list that never was leads to the first, and a call that is none leaves the list as it is", async ({
    archived,
    page,
  }) => {
    await archived.keep({ transcript: [said("caller", "It is about a samovar.", 20)] });
    await archived.signIn(page, "admin");
    const rows = page.locator("[data-calls] a[href*='/calls/']");
    for (const search of [
      "after=nothing",
      "after=%00",
      `after=${LONG.slice(0, 2_000)}`,
      `after=${cursor({ sort: "longest", ...AT_THE_END })}`,
    ]) {
      await test.step(search.slice(0, 60), async () => {
        await visit(page, `${archived.url}/calls?${search}`);
        await expect(page.getByText("These calls could not be looked for")).toBeVisible();
        expect(await askedAgain(page)).toBe(400);
        await page.getByRole("button", { name: "To the first page" }).click();
        await expect(rows.first()).toBeVisible();
        expect(new URL(page.url()).searchParams.has("after")).toBe(false);
      });
    }
    await visit(page, `${archived.url}/calls?peek=call_nowhere&line=99999999999999999999`);
    expect(await askedAgain(page)).toBe(200);
    await expect(rows.first()).toBeVisible();
    await expect(page.getByText(/Something went wrong|went wrong here/)).toHaveCount(0);
  });
});
