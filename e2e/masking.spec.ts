import type { Page } from "@playwright/test";
import { revealAnswerSchema } from "@/lib/wire/contract";
import { addCookies, change } from "./support/access";
import { calmCall, said } from "./support/calls";
import { ask, parsed, wordsOf } from "./support/http";
import { visit } from "./support/screen";
import { expect, OF_OTHERS, test } from "./support/test";
import type { CallFields } from "./support/upstream";

test.use(OF_OTHERS);

const NUMBER = "+358409998877";
const NAME = "Aino Virtanen";
const PERSONAL = /9998877|Virtanen|Aino|4929|1234 5678/;

/** A call that tells its number, its caller's name and a card number in every place. */
const tellingCall = (fields: Partial<CallFields> = {}) =>
  calmCall({
    phoneNumber: NUMBER,
    contact: { phone: NUMBER, name: NAME, email: "aino@example.com" },
    metadata: { contact: { firstName: "Aino", lastName: "Virtanen" }, note: `Call ${NUMBER} back` },
    roomId: `call-${NUMBER}`,
    liveRoomStatus: {
      ...{ roomExists: true, numParticipants: 2 },
      participants: [
        { identity: "agent", name: "Customer Support Agent" },
        { identity: `sip_${NUMBER}`, name: NAME },
      ],
    },
    transcript: [
      said("agent", "Am I speaking to Aino Virtanen?", 15),
      said("caller", `Yes, ${NUMBER}. My card is 4929 1234 5678 9012.`, 9),
      said("agent", "Thank you, Aino.", 3),
    ],
    ...fields,
  });

/** Everything a page is sent from now on, joined. */
function received(page: Page): () => Promise<string> {
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => bodies.push(response.text().catch(() => "")));
  return async () => (await Promise.all(bodies)).join("\n");
}

test("a viewer's pages hold no number, no name and no card, in any byte, and offer nothing they may not do", async ({
  guarded,
  upstream,
  page,
}) => {
  const call = tellingCall();
  await upstream.put(call);
  await guarded.signIn(page, "viewer");
  const sent = received(page);
  await page.goto(`${guarded.url}/`);
  await expect(page.getByText("A. V.").first()).toBeVisible();
  await page.goto(`${guarded.url}/calls/${call.id}`);
  await expect(page.locator("[data-contact]")).toHaveText("A. V. ···8877");
  await expect(page.getByText("My card is [card number].")).toBeVisible();
  await expect(page.locator("[data-redacted]")).toContainText("Some may be missed");
  await expect(page.getByRole("button", { name: "End call" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /share/i })).toHaveCount(0);
  await expect(page.locator("[data-reveal]")).toHaveCount(0);
  expect(await page.title()).not.toMatch(PERSONAL);
  expect(await sent()).not.toMatch(PERSONAL);
});

test("a card dictated in groups, with whole sentences between, reaches a viewer in no byte, not even as it grows", async ({
  guarded,
  upstream,
}) => {
  test.slow();
  const call = calmCall({ transcript: [said("agent", "Could you read me the card number, please?", 50)] });
  await upstream.put(call);
  const cookie = await guarded.asRole("viewer");
  const get = async (path: string) => (await ask(guarded.url, path, { headers: { cookie } })).text();
  const lines = [
    said("caller", "4539", 45),
    said("agent", "I have got that, please carry on.", 40),
    said("caller", "14 88", 35),
    said("agent", "Thank you, and what comes after that?", 30),
    said("caller", "oh three four three", 25),
    said("agent", "Lovely weather here, by the way.", 20),
    said("caller", "6", 15),
    said("agent", "I am still writing it down.", 10),
    said("caller", "467", 5),
    said("agent", "Wonderful. How many tickets would you like?", 3),
    said("caller", "Just 2, please.", 1),
  ];
  for (const [place, line] of lines.entries()) {
    await upstream.say(call.id, line);
    await expect
      .poll(async () => JSON.parse(await get(`/api/v1/calls/${call.id}`)).data.transcript.length)
      .toBe(place + 2);
    const told = JSON.parse(await get(`/api/v1/calls/${call.id}`)).data.transcript as { content: string }[];
    const row = (await get("/api/v1/live")).replaceAll(/"(?:id|[a-zA-Z]*At|timestamp|since)":"[^"]*"/g, "");
    const page = await get(`/calls/${call.id}`);
    const content = told.map((one) => one.content).join(" ");
    for (const text of [content, row, page]) expect(text).not.toMatch(/4539|14 88|oh three|>467|"467"/);
    expect(content).not.toMatch(/\b6\b/);
  }
  expect(await get(`/api/v1/calls/${call.id}`)).toContain("Just 2, please.");
});

test("a transcript too long for the main thread is redacted all the same, card, name and all", async ({
  guarded,
  upstream,
}) => {
  test.slow();
  const transcript = Array.from({ length: 1_500 }, (_, place) =>
    said(
      place % 2 === 0 ? "caller" : "agent",
      place % 2 === 0 ? "Aino Virtasen kortti 4929 1234 5678 9012." : "I see. ".repeat(12),
      3_000 - place,
    ),
  );
  const call = tellingCall({ transcript });
  await upstream.put(call);
  const cookie = await guarded.asRole("viewer");
  const answer = await ask(guarded.url, `/api/v1/calls/${call.id}`, { headers: { cookie } });
  expect(answer.text()).toContain("A. V. kortti [card number].");
  expect(answer.text()).not.toMatch(PERSONAL);
  expect(answer.text()).not.toMatch(/Virtasen|withheld/);
});

test("a supervisor shows number and names of one call, sees that it is so, and hides them again", async ({
  guarded,
  upstream,
  page,
}) => {
  const call = tellingCall();
  await upstream.put(call);
  await guarded.signIn(page, "supervisor");
  await visit(page, `${guarded.url}/calls/${call.id}`);
  const bar = page.locator("[data-reveal]");
  await expect(bar).toContainText("Showing them is recorded.");
  await expect(page.locator("[data-contact]")).toHaveText("A. V. ···8877");
  await expect(page.getByText(NUMBER)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "End call" })).toBeVisible();

  await bar.getByRole("button", { name: "Show number and names" }).click();
  await expect(bar).toHaveAttribute("data-reveal", "shown");
  await expect(bar).toContainText(/Masked again in 1[45]:\d\d/);
  await expect(page.locator("[data-contact]")).toHaveText(NAME);
  await expect(page.getByText(NUMBER).first()).toBeVisible();
  expect(await page.title()).not.toMatch(PERSONAL);

  // The board and other calls stay masked, and so does this one for anybody else.
  const cookie = await guarded.asRole("supervisor");
  expect((await ask(guarded.url, "/api/v1/live", { headers: { cookie } })).text()).not.toMatch(/9998877|Virtanen/);
  const other = await ask(guarded.url, `/api/v1/calls/${call.id}`, {
    headers: { cookie: await guarded.asRole("viewer") },
  });
  expect(other.text()).not.toMatch(PERSONAL);

  await bar.getByRole("button", { name: "Hide" }).click();
  await expect(bar).toHaveAttribute("data-reveal", "masked");
  await expect(page.locator("[data-contact]")).toHaveText("A. V. ···8877");
  await expect(page.getByText(NUMBER)).toHaveCount(0);

  // Asked for once more: it is recorded each time.
  const again = await change(guarded.url, "POST", `/api/v1/calls/${call.id}/reveal`, { cookie });
  expect(parsed(revealAnswerSchema, again).data).toMatchObject({ callId: call.id });

  const trail = await ask(guarded.url, "/api/v1/audit", { headers: { cookie: await guarded.asRole("admin") } });
  const { entries } = (trail.json() as { data: { entries: { action: string; target: { id: string } | null }[] } }).data;
  const own = entries.filter(({ target }) => target?.id === call.id).map(({ action }) => action);
  expect(own).toEqual(["call.reveal", "call.hidden", "call.reveal"]);
  expect(trail.text()).not.toMatch(PERSONAL);
});

test("somebody limited to an agent sees that agent's calls alone, on the board, in the list and by address", async ({
  guarded,
  upstream,
}) => {
  test.slow();
  const [mine, other] = ["Reception desk", "Night desk"].map((name) =>
    tellingCall({ agent: { id: null, name, type: "voice" } }),
  );
  if (mine === undefined || other === undefined) throw new Error("two calls");
  await upstream.put(mine);
  await upstream.put(other);
  const { cookies: cookie } = await guarded.newPerson("supervisor", {
    agents: [],
    agentNames: ["Reception desk"],
    campaigns: [],
  });
  const get = (path: string) => ask(guarded.url, path, { headers: { cookie } });
  await expect.poll(async () => (await get("/api/v1/live")).text()).toContain(mine.id);
  for (const path of ["/api/v1/live", "/api/v1/live?masked=true", "/api/v1/calls?limit=50", "/"]) {
    expect((await get(path)).text(), path).not.toMatch(new RegExp(`${other.id}|Night desk`));
  }
  expect((await get(`/api/v1/calls/${mine.id}`)).status).toBe(200);
  const [outside, unknown] = [await get(`/api/v1/calls/${other.id}`), await get("/api/v1/calls/call_nobody_has")];
  expect([outside.status, wordsOf(outside)]).toEqual([404, wordsOf(unknown)]);
  const ended = await change(guarded.url, "DELETE", `/api/v1/calls/${other.id}`, { cookie });
  expect(ended.status).toBe(404);
  expect((await upstream.requests()).filter(({ method }) => method === "DELETE")).toEqual([]);
  expect((await get(`/calls/${other.id}`)).text()).not.toMatch(/Night desk|9998877/);
});

test.describe("when the session ends", () => {
  test.use({ expectedErrors: [/401/] });

  test("an open page goes to sign in once, and would come back to where it was", async ({
    guarded,
    upstream,
    page,
  }) => {
    test.slow();
    const call = tellingCall();
    await upstream.put(call);
    const { cookies } = await guarded.newPerson("viewer");
    await addCookies(page, guarded.url, cookies);
    await page.goto(`${guarded.url}/calls/${call.id}`);
    await expect(page.locator("[data-contact]")).toHaveText("A. V. ···8877");
    await change(guarded.url, "DELETE", "/api/v1/session", { cookie: cookies });
    await page.waitForURL((url) => url.pathname === "/sign-in");
    expect(new URL(page.url()).searchParams.get("next")).toBe(`/calls/${call.id}`);
    await expect(page.getByText("A. V.")).toHaveCount(0);
  });
});

test("a reason for ending a call goes along, is kept with the audit entry, and is told to whoever may end calls", async ({
  guarded,
  upstream,
}) => {
  const call = tellingCall();
  const { id } = call;
  await upstream.put(call);
  const cookie = await guarded.asRole("supervisor");
  const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin", cookie };
  const body = JSON.stringify({ reason: "  wrong\u202e number " });
  const ended = await ask(guarded.url, `/api/v1/calls/${id}`, { method: "DELETE", headers, body });
  expect(ended.status).toBe(200);
  const seenBy = async (role: "admin" | "viewer") => {
    const read = await ask(guarded.url, `/api/v1/calls/${id}`, { headers: { cookie: await guarded.asRole(role) } });
    return (read.json() as { meta: { endedBy: { name: string | null; reason: string | null } | null } }).meta.endedBy;
  };
  await expect.poll(() => seenBy("admin")).toMatchObject({ name: expect.any(String), reason: "wrong number" });
  expect(await seenBy("viewer")).toMatchObject({ name: null, reason: null });
  const trail = await ask(guarded.url, `/api/v1/audit?text=${id}`, {
    headers: { cookie: await guarded.asRole("admin") },
  });
  expect(trail.text()).toContain("wrong number");
});
