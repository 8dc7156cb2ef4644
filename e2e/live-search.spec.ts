import { boardSchema } from "@/lib/wire/contract";
import { expectNoFindings, VIEWPORTS } from "./support/axe";
import { anAgent, calmCall, said } from "./support/calls";
import { ask, parsed, refusal } from "./support/http";
import { open } from "./support/screen";
import { expect, newCallId, OF_OTHERS, test } from "./support/test";

test.use(OF_OTHERS);

const NUMBER = "+358409998877";
/** A word that stands in no other test's call, and that nobody takes for a code or a number. */
const aWord = () =>
  `word${newCallId()
    .replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "")
    .replace(/[^a-z]/g, "")}`;

test("the board's search is the contract's, over everything that was said, and each role finds what it reads", async ({
  guarded,
  upstream,
}) => {
  const word = aWord();
  const call = calmCall({
    phoneNumber: NUMBER,
    contact: { phone: NUMBER, name: "Aino Virtanen", email: null },
    transcript: [
      said("caller", `Aino Virtanen here, about ${word}. My card is 4929 1234 5678 9012.`, 90),
      ...Array.from({ length: 40 }, (_, place) => said("agent", `Line ${place}.`, 80 - place)),
    ],
  });
  await upstream.put(call);
  const find = async (role: "admin" | "viewer", q: string, masked = false) => {
    const path = `/api/v1/live?q=${encodeURIComponent(q)}${masked ? "&masked=true" : ""}`;
    const answer = await ask(guarded.url, path, { headers: { cookie: await guarded.asRole(role) } });
    return { ...parsed(boardSchema, answer), text: answer.text(), etag: answer.headers.etag };
  };
  await expect.poll(async () => (await find("admin", word)).data.hits?.length).toBe(1);
  const [hit] = (await find("admin", word.toUpperCase())).data.hits ?? [];
  const [line] = hit?.lines ?? [];
  const [start, length] = line?.marks[0] ?? [0, 0];
  expect(line?.content.slice(start, start + length)).toBe(word);
  // A viewer's talk has to be looked through first.
  await expect.poll(async () => (await find("viewer", word)).data.hits?.length).toBe(1);
  const seen = await find("viewer", word);
  expect(seen.data.hits?.[0]?.lines[0]?.content).toBe(`A. V. here, about ${word}. My card is [card number].`);
  expect(seen.etag).not.toBe((await find("viewer", "else")).etag);
  for (const secret of ["9998877", "virtanen", "4929", "5678 9012", `${word} 4929`]) {
    expect(
      (await find("admin", secret)).data.calls.map(({ id }) => id),
      secret,
    ).toContain(call.id);
    const answer = await find("viewer", secret);
    expect(
      answer.data.calls.map(({ id }) => id),
      secret,
    ).not.toContain(call.id);
    expect(answer.text).not.toMatch(/9998877|Virtanen|4929/);
    expect((await find("admin", secret, true)).data.calls, secret).toEqual([]);
  }
});

test("a search that is too long, or has too many words, is refused by name", async ({ guarded }) => {
  const cookie = await guarded.asRole("viewer");
  for (const q of ["x".repeat(121), Array.from({ length: 13 }, (_, place) => `w${place}`).join("+")]) {
    const answer = await ask(guarded.url, `/api/v1/live?q=${q}`, { headers: { cookie } });
    expect(refusal(answer)).toEqual({ status: 400, reason: "invalid_request" });
    expect(answer.text()).toContain("q should have");
  }
  expect((await ask(guarded.url, "/api/v1/live?q=", { headers: { cookie } })).status).toBe(200);
});

test("a supervisor finds a word that was said a minute ago, saves the view, shares it, and a colleague chooses it", async ({
  guarded,
  upstream,
  page,
  browser,
}) => {
  test.slow();
  const word = aWord();
  const agent = anAgent("Searched agent");
  const lines = Array.from({ length: 30 }, (_, place) => said("agent", `Still line ${place}.`, 59 - place));
  const call = calmCall({ agent, transcript: [said("caller", `It is about ${word}, please.`, 90), ...lines] });
  const other = calmCall({ agent, transcript: [said("caller", "About something else.", 20)] });
  await upstream.put(call);
  await upstream.put(other);
  await guarded.signIn(page, "supervisor");
  await open(page, `${guarded.url}/`);
  const card = (id: string) => page.locator(`[data-call-id="${id}"]`);
  await expect(card(other.id)).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search calls" })).toBeFocused();
  await page.keyboard.type(word);
  await expect(card(call.id).locator("mark")).toHaveText(word);
  await expect(card(other.id)).toHaveCount(0);
  // It stays found while the call goes on.
  await upstream.say(call.id, said("agent", "And here is another line."));
  const lineCount = async () => {
    const headers = { cookie: await guarded.asRole("supervisor") };
    const { data } = parsed(boardSchema, await ask(guarded.url, "/api/v1/live", { headers }));
    return data.calls.find(({ id }) => id === call.id)?.messageCount;
  };
  await expect.poll(lineCount).toBe(32);
  await expect(card(call.id).locator("mark")).toHaveText(word);

  const name = `About ${word}`;
  await page.getByRole("button", { name: "Views" }).click();
  const dialog = page.getByRole("dialog", { name: "Views" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("checkbox", { name: "Share with everybody" }).check();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByText(`“${name}” is saved.`)).toBeVisible();
  await dialog.getByRole("button", { name: `Change ${name}` }).click();
  await expectNoFindings(page, [VIEWPORTS[0]]);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  const colleague = await browser.newPage();
  await guarded.signIn(colleague, "viewer");
  await open(colleague, `${guarded.url}/`);
  await colleague.getByRole("button", { name: "Views" }).click();
  await colleague.getByRole("button", { name }).click();
  await expect(colleague).toHaveURL(new RegExp(`[?&]q=${word}`));
  await expect(colleague.getByRole("searchbox", { name: "Search calls" })).toHaveValue(word);
  await expect(colleague.locator(`[data-call-id="${call.id}"] mark`)).toHaveText(word);
  await colleague.goBack();
  await expect(colleague.locator(`[data-call-id="${other.id}"]`)).toBeVisible();
  await colleague.close();
});
