import { expect, test } from "./support/archived";
import { said } from "./support/calls";
import { ask } from "./support/http";
import { alive } from "./support/screen";

// A page of the list that there never was, and a call that is none.
test.use({ expectedErrors: [/status of 40[04]/] });
test.describe.configure({ timeout: 240_000 });

const LONG = "a".repeat(10_000);
const encoded = encodeURIComponent;

const NO_CURSOR = "after=nothing";

/** What stands in the address, and what the page says of it; null: it is a question like any other. */
const ADDRESSES: [search: string, words: RegExp | null][] = [
  ["q=-", null],
  [`q=${encoded('"never closed')}`, null],
  [`q=${encoded('-"an excluded phrase"')}`, null],
  ["q=%00", null],
  [`q=${encoded("\u202eabc مرحبا 👩‍👩‍👧‍👦")}`, null],
  [`q=${encoded("it's ' & | ! ( ) : * <-> \\ %")}`, null],
  [`q=${LONG.slice(0, 2_000)}`, /300 characters at most/],
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
  [NO_CURSOR, /To the first page/],
  [
    `after=${encoded(Buffer.from('{"sort":"newest","happenedMs":8640000000000000,"callId":""}').toString("base64url"))}`,
    null,
  ],
  ["peek=../../etc/passwd&line=-1", null],
  ["peek=call_nowhere&line=99999999999999999999", null],
];

test("whatever stands in the address, the page of calls shows what it can and says what it has not used", async ({
  archived,
  page,
}) => {
  await archived.keep({ transcript: [said("caller", "It is about a samovar.", 20)] });
  await archived.signIn(page, "admin");
  const cookie = await archived.asRole("admin");
  for (const [search, words] of ADDRESSES) {
    await test.step(search.slice(0, 60), async () => {
      const answer = await page.goto(`${archived.url}/calls?${search}`);
      await alive(page);
      expect(answer?.status()).toBe(200);
      await expect(page.getByRole("heading", { name: "Calls", exact: true }).first()).toBeVisible();
      if (words !== null) await expect(page.getByText(words).first()).toBeVisible();
      // Asked again by the page itself, as it does when somebody comes back to it, its answer is one.
      const [asked] = await Promise.all([
        page.waitForResponse((response) => response.url().includes("/api/v1/archive/calls?")),
        page.evaluate(() => window.dispatchEvent(new Event("visibilitychange"))),
      ]);
      expect(asked.status()).toBe(search.startsWith(NO_CURSOR) ? 400 : 200);
      await expect(page.getByText(/Something went wrong|went wrong here/)).toHaveCount(0);
    });
  }
  const REFUSED = [`q=${LONG.slice(0, 2_000)}`, "cursor=nothing", "from=2026-03-01&to=2026-02-01", "limit=0"];
  for (const [search, status] of [...REFUSED.map((odd) => [odd, 400] as const), [`q=${LONG}`, 414] as const]) {
    const refused = await ask(archived.url, `/api/v1/archive/calls?${search}`, { headers: { cookie } });
    expect(refused.status).toBe(status);
    expect((refused.json() as { error: { message: string } }).error.message).toMatch(
      /should|can have|characters|too long/,
    );
  }
});
