import { boardSchema, callAnswerSchema } from "@/lib/wire/contract";
import { madeShareSchema, sharedAnswerSchema } from "@/lib/wire/sharing-contract";
import { anAgent, calmCall, said, secondsAgo } from "./support/calls";
import { ask, OWN_PAGE, parsed } from "./support/http";
import { expectNoSidewaysScroll, open } from "./support/screen";
import type { Running } from "./support/servers";
import { expect, newCallId, test } from "./support/test";

/** What the call service sends in shapes of its own or another's: read where it can be, else counted and said. */

const epochS = (ago: number) => Math.floor(Date.now() / 1000) - ago;
const lookup = (ago: number) => ({
  role: "assistant",
  content: null,
  tool_calls: [{ id: "t1", type: "function", function: { name: "lookup_order", arguments: "{}" } }],
  timestamp: secondsAgo(ago),
});

const answerOf = async (earshot: Running, id: string) => {
  const answer = await ask(earshot.url, `/api/v1/calls/${id}`);
  const { data } = answer.json() as { data: Record<string, unknown> & { transcript: Record<string, unknown>[] } };
  return { sent: data, ...parsed(callAnswerSchema, answer) };
};
const rowOf = async (earshot: Running, id: string) => {
  const board = parsed(boardSchema, await ask(earshot.url, "/api/v1/live"));
  return board.data.calls.find((call) => call.id === id);
};

test.describe("a call's answer", () => {
  test("is what came, field for field, with words and times beside what other platforms call them", async ({
    earshot,
    upstream,
  }) => {
    const at = epochS(30);
    const call = calmCall({
      agent: "Aurora",
      summary: "",
      metadata: "priority=5",
      transcript: [
        { role: "bot", message: "Hello", time: at, secondsFromStart: 4 },
        { role: "user", content: [{ type: "text", text: "Where is my parcel?" }], timestamp: at + 2 },
        { type: "function_call", name: "lookup_order", arguments: "{}" },
        null,
        7,
        { foo: "bar" },
      ],
    });
    await upstream.put(call);
    const { sent, data, meta } = await answerOf(earshot, call.id);
    expect(sent).toMatchObject({ ...call });
    expect(sent.transcript).toHaveLength(6);
    expect(sent.transcript[0]).toMatchObject({ content: "Hello", timestamp: new Date(at * 1000).toISOString() });
    expect(meta.unreadable).toEqual({ messages: 3, fields: ["metadata"] });
    expect(data.agent).toMatchObject({ name: "Aurora" });
    expect(data.transcript?.map(({ content }) => content)).toEqual(["Hello", "Where is my parcel?", ""]);
    await expect.poll(async () => (await rowOf(earshot, call.id))?.unreadable).toBe(4);
    expect(await rowOf(earshot, call.id)).toMatchObject({
      messageCount: 2,
      lastMessages: [{ content: "Hello" }, { content: "Where is my parcel?" }],
      agent: { name: "Aurora" },
    });
    const cut = (await ask(earshot.url, `/api/v1/calls/${call.id}?messages=1`)).json() as typeof sent & {
      data: typeof sent;
    };
    expect(cut.data.transcript).toMatchObject([
      { type: "function_call", name: "lookup_order" },
      null,
      7,
      { foo: "bar" },
    ]);
  });

  test("is what came also where a page had the call read, before any program asked", async ({
    page,
    fresh,
    roughUpstream,
  }) => {
    const call = calmCall({ agent: "Aurora", summary: "", transcript: [{ role: "bot", message: "Hello" }] });
    await roughUpstream.put(call);
    await page.goto(`${fresh.url}/calls/${call.id}`);
    await expect(page.getByText("Hello")).toBeVisible();
    const { sent } = await answerOf(fresh, call.id);
    expect(sent).toMatchObject({ agent: "Aurora", summary: "", transcript: [{ role: "bot", message: "Hello" }] });
  });

  test("has nothing unread where all is read, and a transcript that is one text is read", async ({
    earshot,
    upstream,
  }) => {
    const plain = calmCall();
    const text = calmCall({ transcript: "Agent: Hello.\nCustomer: Where is my parcel?" });
    await upstream.put(plain);
    await upstream.put(text);
    const { sent, meta } = await answerOf(earshot, plain.id);
    expect(meta.unreadable).toEqual({ messages: 0, fields: [] });
    expect(sent).toMatchObject({ ...plain });
    const told = await answerOf(earshot, text.id);
    expect(told.sent.transcript).toBe(text.transcript);
    expect(told.data.transcript).toMatchObject([
      { role: "Agent" },
      { role: "Customer", content: "Where is my parcel?" },
    ]);
    expect(told.meta.unreadable).toEqual({ messages: 0, fields: [] });
  });

  test("waits for a summary that came blank, and takes times without sense for none", async ({ earshot, upstream }) => {
    const call = calmCall({ status: "completed", summary: " ", startedAt: "0001-01-01T00:00:00Z", createdAt: 0 });
    await upstream.put(call);
    const first = await answerOf(earshot, call.id);
    expect(first.sent).toMatchObject({ summary: " ", startedAt: "0001-01-01T00:00:00Z", createdAt: 0 });
    expect(first.data).toMatchObject({ summary: null, startedAt: null, createdAt: null });
    expect(first.meta).toMatchObject({ settled: false, unreadable: { fields: ["createdAt", "startedAt"] } });
    await upstream.change(call.id, { summary: "All is well." });
    await expect.poll(async () => (await answerOf(earshot, call.id)).data.summary).toBe("All is well.");
  });
});

test.describe("speech", () => {
  test("is words: a call of a tool is no answer of the agent", async ({ earshot, upstream }) => {
    const call = calmCall({
      transcript: [said("agent", "How can I help?", 50), said("caller", "Where is my parcel?", 46), lookup(44)],
    });
    await upstream.put(call);
    const { meta } = await answerOf(earshot, call.id);
    expect(meta.attention).toMatchObject([{ reason: "agent_silent", severity: "critical" }]);
    expect(meta.attention[0]?.sentence).toMatch(/^Caller spoke \d+ s ago, the agent has not answered$/);
    await expect.poll(async () => (await rowOf(earshot, call.id))?.messageCount).toBe(2);
    expect(await rowOf(earshot, call.id)).toMatchObject({
      agentResponseMedianMs: null,
      lastMessages: [{ content: "How can I help?" }, { content: "Where is my parcel?" }],
    });
  });

  test("of a caller from the web who is left alone is heard: whoever is not the agent is the caller", async ({
    earshot,
    upstream,
  }) => {
    const participants = [{ identity: "voice_assistant_user_4821", name: "user", kind: "STANDARD" }];
    const liveRoomStatus = { roomExists: true, numParticipants: 1, participants };
    const transcript = [said("agent", "Hello?", 52), said("caller", "Are you there?", 50)];
    const call = calmCall({ phoneNumber: null, liveRoomStatus, transcript });
    await upstream.put(call);
    await expect
      .poll(
        async () =>
          (await answerOf(earshot, call.id)).meta.attention.map(({ reason, severity }) => `${reason} ${severity}`),
        {
          timeout: 60_000,
        },
      )
      .toEqual(["caller_alone critical", "agent_silent critical"]);
  });
});

test.describe("a call full of odd lines", () => {
  const oddCall = () =>
    calmCall({
      agent: anAgent("Aurora"),
      contact: { phone: "", name: "", email: null },
      metadata: "priority=5",
      transcript: [
        { role: "virtual_agent", message: "Hello, how can I help?", time: epochS(58) },
        {
          role: "Customer",
          content: [{ type: "text", text: "مرحبا، رقمي +14155552671 من فضلك" }],
          timestamp: epochS(54),
        },
        lookup(52),
        { role: "tool", name: "lookup_order", content: '{"state":"in transit"}', timestamp: secondsAgo(51) },
        { type: "agent_handoff", new_agent_id: "billing", created_at: epochS(50) },
        { type: "dtmf", digits: "42#", created_at: epochS(49) },
        said("agent", "…", 48),
        { ...said("agent", "One moment, I look it up.", 20), tool_calls: [{ function: { name: "track_parcel" } }] },
        null,
        { foo: 1 },
        said("agent", "It comes on Thursday.", 4),
      ],
      liveRoomStatus: {
        roomExists: true,
        numParticipants: 3,
        participants: ["agent", { identity: "", name: "" }, { identity: "caller", name: "+14155552671" }],
      },
    });

  test("names what tools did, counts speech, and says what could not be read, on the page", async ({
    page,
    upstream,
  }) => {
    const call = oddCall();
    await upstream.put(call);
    for (const colorScheme of ["light", "dark"] as const) {
      for (const viewport of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport);
        await open(page, `/calls/${call.id}`);
        await expect(page.locator("[data-reading-note=unreadable]")).toContainText(
          "2 lines and the metadata could not be read.",
        );
        await expectNoSidewaysScroll(page);
        if (process.env.EARSHOT_SHOTS) {
          await page.screenshot({ path: `${process.env.EARSHOT_SHOTS}/page-${viewport.width}-${colorScheme}.png` });
        }
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(page.locator("[data-line-count]")).toHaveText("4 lines");
    const names = page.locator("[data-line-event]");
    await expect(names).toHaveText([
      "Tool · lookup_order",
      "Tool result · lookup_order",
      "Handover · billing",
      "Key press · 42#",
      "Tool · track_parcel",
    ]);
    await expect(page.getByText("What came could not be read.")).toBeVisible();
    await expect(page.getByText("unnamed-1")).toBeVisible();
    // Between right-to-left words a number keeps its plus sign in front.
    const number = page.getByRole("log").locator("bdi[dir=ltr]", { hasText: "+14155552671" });
    await expect(number).toHaveCSS("direction", "ltr");
    await expect(page.locator("body")).not.toContainText(/undefined|\[object|NaN/);
  });

  test("is marked on its card, in the table, beside the board and on the wall", async ({ page, upstream }) => {
    const call = oddCall();
    await upstream.put(call);
    await open(page, "/");
    const card = page.locator("article", { has: page.locator(`[href="/calls/${call.id}"]`) });
    await expect(card.locator("[data-unreadable]")).toHaveText("33 parts could not be read");
    await expect(card).toContainText("It comes on Thursday.");
    if (process.env.EARSHOT_SHOTS) await page.screenshot({ path: `${process.env.EARSHOT_SHOTS}/board.png` });
    await open(page, "/wall");
    await expect(page.locator(".wall-slot [data-unreadable]")).toHaveText("3 parts could not be read");
    if (process.env.EARSHOT_SHOTS) await page.screenshot({ path: `${process.env.EARSHOT_SHOTS}/wall.png` });
  });

  test("is shown to whoever opens its link, with what could not be read of what the link grants", async ({
    browser,
    earshot,
    upstream,
  }) => {
    const call = oddCall();
    await upstream.put({ ...call, transcript: [...(call.transcript as unknown[]), "Agent: canary is over."] });
    const grant = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };
    const body = JSON.stringify({ callId: call.id, label: "", grant, hours: 1, passcode: null });
    const made = parsed(
      madeShareSchema,
      await ask(earshot.url, "/api/v1/shares", { method: "POST", headers: OWN_PAGE, body }),
    );
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const answered = page.waitForResponse(
      (response) => response.url().endsWith(`/api/v1/shared/${made.data.id}`) && response.ok(),
    );
    await page.goto(`${earshot.url}${made.data.path}`);
    const shared = sharedAnswerSchema.parse(await (await answered).json());
    expect(shared.data?.unreadable).toEqual({ messages: 2, fields: [] });
    expect(JSON.stringify(shared)).not.toMatch(/priority=5|4155552671|lookup_order|in transit/);
    await expect(page.locator("[data-reading-note=unreadable]")).toContainText("2 lines could not be read.");
    await expect(page.locator("[data-line-count]")).toHaveText("5 lines");
    if (process.env.EARSHOT_SHOTS) await page.screenshot({ path: `${process.env.EARSHOT_SHOTS}/share.png` });
    await context.close();
  });

  test("is not said to be silent where its words could not be read, nor watched where lines have no time", async ({
    page,
    upstream,
  }) => {
    const unread = calmCall({ transcript: { whatever: true } });
    await upstream.put(unread);
    await open(page, `/calls/${unread.id}`);
    await expect(page.getByText("What was said could not be read")).toBeVisible();
    await expect(page.locator("[data-reading-note=unreadable]")).toContainText("The transcript could not be read.");
    await expect(page.getByText(/has sent nothing|no transcript|keeps none/)).toHaveCount(0);

    const timeless = calmCall({ id: newCallId(), transcript: [{ role: "user", content: "Hello?" }] });
    await upstream.put(timeless);
    await open(page, `/calls/${timeless.id}`);
    await expect(page.locator("[data-reading-note=timeless]")).toHaveText(
      "Lines without a time: silence is not watched.",
    );
    await expect(page.locator("[data-reading-note=unreadable]")).toHaveCount(0);
  });

  test("has a name on the board however blank the call service leaves it", async ({ page, upstream }) => {
    const blank = { name: "", phone: "", email: "" };
    const call = calmCall({ phoneNumber: " ", contact: blank, agent: { id: "a1", name: "", type: "voice" } });
    await upstream.put(call);
    await open(page, "/");
    const card = page.locator("article", { has: page.locator(`[href="/calls/${call.id}"]`) });
    await expect(card.getByRole("link")).toHaveText(call.id);
    await expect(card).toContainText("No agent");
  });
});
