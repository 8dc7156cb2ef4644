import type { Page } from "@playwright/test";
import { expectNoFindings, VIEWPORTS } from "./support/axe";
import { anAgent, calmCall, ringingCall, said, secondsAgo, waitingCall } from "./support/calls";
import { stopsOf } from "./support/focus";
import { open, secondsShown } from "./support/screen";
import { expect, newCallId, test } from "./support/test";
import type { Upstream } from "./support/upstream";

/** A board with every kind of card: calm, warned, critical, ringing, ended, of unknown people. */
async function putBoard(upstream: Upstream) {
  const calls = {
    calm: calmCall({ contact: { phone: "+1", name: "Jane Smith", email: null }, metadata: { campaignId: "winter" } }),
    critical: waitingCall(60, { agent: anAgent("Aurora") }),
    warned: calmCall({ startedAt: secondsAgo(700), direction: "outbound" }),
    ringing: ringingCall(),
    failed: calmCall({ agent: null, phoneNumber: null }),
  };
  for (const call of Object.values(calls)) await upstream.put(call);
  return calls;
}

const cards = (page: Page) => page.locator("[data-call-id]");
const callCard = (page: Page, id: string) => page.locator(`[data-call-id="${id}"]`);

test.describe("axe finds nothing", () => {
  // Up to twelve examinations of a whole page each.
  test.describe.configure({ timeout: 180_000 });

  test("on the board as cards, with an ended call", async ({ page, upstream }) => {
    const { failed } = await putBoard(upstream);
    await open(page, "/");
    await expect(cards(page)).toHaveCount(5);
    await upstream.end(failed.id, { status: "failed", failureReason: "network_error" });
    await expect(callCard(page, failed.id)).toContainText("Failed");
    await expectNoFindings(page);
  });

  test("on the board as a table", async ({ page, upstream }) => {
    await putBoard(upstream);
    await open(page, "/?view=table");
    await expect(cards(page)).toHaveCount(5);
    await expectNoFindings(page);
  });

  test("on the board with a call peeked at", async ({ page, upstream }) => {
    const { critical } = await putBoard(upstream);
    await open(page, `/?peek=${critical.id}`);
    await expect(page.getByRole("complementary", { name: /^Call with/ })).toBeVisible();
    await expectNoFindings(page);
  });

  test("on the empty board and when nothing matches the filter", async ({ page, upstream }) => {
    await open(page, "/");
    await expect(page.getByText("No calls right now")).toBeVisible();
    await expectNoFindings(page);
    await upstream.put(calmCall());
    await open(page, "/?q=nothing");
    await expect(page.getByText("No call matches the filter")).toBeVisible();
    await expectNoFindings(page);
  });

  test("on the palette and the list of keys", async ({ page, upstream }) => {
    await putBoard(upstream);
    await open(page, "/");
    await expect(cards(page)).toHaveCount(5);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Jump to" }).getByRole("combobox")).toBeFocused();
    await page.keyboard.type("a");
    await expectNoFindings(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    await expectNoFindings(page);
  });

  test("on a paused board", async ({ page, upstream }) => {
    await putBoard(upstream);
    await open(page, "/");
    await page.keyboard.press("p");
    await expect(page.locator("[data-freshness=paused]")).toBeVisible();
    await expectNoFindings(page);
  });

  test("on a running call that needs somebody, with the find open and with the question before its end", async ({
    page,
    upstream,
  }) => {
    const call = waitingCall(60, {
      transcript: [
        said("system", "Transfer is possible.", 90),
        said("agent", "Hello, this is Aurora.", 80),
        said("tool", "lookup_order(12345)", 75),
        said("human", "I listen in.", 70),
        said("caller", "I want to speak to a manager!", 60),
      ],
      metadata: { contact: { firstName: "John", tags: ["a", "b"] }, priority: 5, note: null },
    });
    await upstream.put(call);
    await open(page, `/calls/${call.id}`);
    await expect(page.getByRole("region", { name: "Needs attention" })).toBeVisible();
    await expectNoFindings(page);
    await page.keyboard.press("f");
    await expect(page.getByRole("textbox", { name: "Find in transcript" })).toBeFocused();
    await page.keyboard.type("a");
    await expect(page.getByRole("search").locator("output")).toHaveText(/^\d+ of \d+$/);
    await expectNoFindings(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "End call" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectNoFindings(page);
  });

  test("on a ringing call", async ({ page, upstream }) => {
    const call = ringingCall();
    await upstream.put(call);
    await open(page, `/calls/${call.id}`);
    await expect(page.getByText("Nobody has spoken yet")).toBeVisible();
    await expectNoFindings(page);
  });

  for (const [what, id, text] of [
    ["a completed", "call_abc123", "Customer satisfied with response."],
    ["a failed", "call_ghi789", "The call failed. Nobody answered."],
  ] as const) {
    test(`on ${what} call`, async ({ page }) => {
      await page.goto(`/calls/${id}`);
      await expect(page.getByText(text)).toBeVisible();
      await expectNoFindings(page);
    });
  }

  test("on a call of an unknown status and one whose summary is pending", async ({ page, upstream }) => {
    const odd = calmCall({ status: "in_wrap_up" });
    const pending = calmCall({ status: "completed", endedAt: secondsAgo(1) });
    await upstream.put(odd);
    await upstream.put(pending);
    await page.goto(`/calls/${odd.id}`);
    await expect(page.locator("[data-status=in_wrap_up]")).toBeVisible();
    await expectNoFindings(page);
    await page.goto(`/calls/${pending.id}`);
    await expect(page.getByText("Summary pending")).toBeVisible();
    await expectNoFindings(page);
  });

  test("on the wall, with calls and without", async ({ page, upstream }) => {
    const screens = [{ width: 1920, height: 1080 }, ...VIEWPORTS];
    await open(page, "/wall");
    await expect(page.getByText("No calls right now")).toBeVisible();
    await expectNoFindings(page, screens);
    await putBoard(upstream);
    await expect(page.locator(".wall-slot")).toHaveCount(5);
    await expectNoFindings(page, screens);
  });

  test.describe("where there is nothing", () => {
    test.use({ expectedErrors: [/the server responded with a status of 404/] });

    test("on an unknown address, an unknown call and an id that cannot be one", async ({ page }) => {
      for (const [address, heading] of [
        ["/nowhere", "There is nothing at this address"],
        [`/calls/${newCallId()}`, "No such call"],
        ["/calls/call%20one", "This is not a call's id"],
      ] as const) {
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
        await expectNoFindings(page);
      }
    });
  });

  test.describe("when the call service is away", () => {
    test.use({ expectedErrors: [/the server responded with a status of 50[234]/] });

    test("on board, call and wall without anything to show", async ({ page, fresh, roughUpstream }) => {
      await roughUpstream.fault({ kind: "unauthorized" });
      for (const address of ["/", "/calls/call_abc123", "/wall"]) {
        await page.goto(fresh.url + address);
        await expect(page.getByText("The call service refused Earshot's key").first()).toBeVisible();
        await expectNoFindings(page);
      }
    });
  });
});

test.describe("by keyboard", () => {
  for (const [what, address] of [
    ["the board", () => "/"],
    ["the table", () => "/?view=table"],
    ["a call", (id: string) => `/calls/${id}`],
  ] as const) {
    test(`on ${what} every stop of Tab is visible, starting with the way past the head`, async ({ page, upstream }) => {
      const { critical } = await putBoard(upstream);
      await page.emulateMedia({ reducedMotion: "reduce" });
      await open(page, address(critical.id));
      const { stops, unseen } = await stopsOf(page, 60);
      expect(stops[0]).toBe("A Skip to content");
      expect(stops.length).toBeGreaterThan(8);
      expect(stops.length, "Tab comes to an end").toBeLessThan(60);
      expect(unseen).toEqual([]);
    });
  }

  test("a dialog keeps the focus inside and gives it back", async ({ page, upstream }) => {
    const call = calmCall();
    await upstream.put(call);
    await open(page, `/calls/${call.id}`);
    const button = page.getByRole("button", { name: "End call", exact: true });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.closest("dialog, [role=dialog]") !== null)).toBe(true);
    }
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
  });

  test("the way past the head leads to the content", async ({ page }) => {
    await open(page, "/");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();
  });
});

test.describe("what a screen reader is told", () => {
  /** Keeps every text that any live region of the page takes on from now. */
  async function listen(page: Page) {
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      new MutationObserver((changes) => {
        // What changes in one moment is told once.
        const regions = changes.map(({ target }) => {
          const element = target instanceof Element ? target : target.parentElement;
          return element?.closest("[aria-live], [role=status], [role=alert], [role=log]");
        });
        for (const region of new Set(regions)) {
          if (region && region.getAttribute("aria-live") !== "off") heard.push(region.textContent ?? "");
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  }

  test("the board tells new alarms and ended calls, never timers, ages or growing lines", async ({
    page,
    upstream,
  }) => {
    const calls = [calmCall(), calmCall({ phoneNumber: "+14155550111" })] as const;
    for (const call of calls) await upstream.put(call);
    await open(page, "/");
    await expect(cards(page)).toHaveCount(2);
    const heard = await listen(page);
    const timer = callCard(page, calls[0].id).getByTitle("Length of the call");
    const before = await secondsShown(timer);
    await upstream.say(calls[0].id, said("agent", "It is on its way."));
    await expect(callCard(page, calls[0].id)).toContainText("It is on its way.");
    await expect.poll(() => secondsShown(timer)).toBeGreaterThan(before + 3);
    expect(await heard()).toEqual([]);
    await upstream.change(calls[0].id, { transcript: [said("caller", "Hello?", 30)] });
    await expect
      .poll(heard)
      .toContainEqual(expect.stringMatching(/^Critical, \+14155550199: No answer from the agent\. /));
    await upstream.end(calls[1].id, { status: "completed" });
    await expect.poll(heard).toContainEqual("Call with +14155550111 ended: Completed.");
    expect(await heard()).toHaveLength(2);
  });

  test("a call tells each line once when it has been said, who comes and goes and how it ends, never its timers", async ({
    page,
    fresh,
    roughUpstream: upstream,
  }) => {
    const call = calmCall();
    await upstream.put(call);
    await open(page, `${fresh.url}/calls/${call.id}`);
    await expect(page.getByRole("log").getByRole("listitem")).toHaveCount(2);
    const heard = await listen(page);
    const timer = page.locator("[data-timer] > span").first();
    const before = await secondsShown(timer);
    await expect.poll(() => secondsShown(timer)).toBeGreaterThan(before + 3);
    expect(await heard()).toEqual([]);
    await upstream.say(call.id, said("agent", "It was delivered on Monday."));
    await expect.poll(heard).toContainEqual(expect.stringContaining("It was delivered on Monday."));
    await upstream.end(call.id, { status: "completed" });
    await expect.poll(heard).toContainEqual("The call is now: Completed.");
    await upstream.change(call.id, { summary: "All good." });
    await expect.poll(heard).toContainEqual("The summary has come.");
    const told = await heard();
    expect(told.filter((text) => text.includes("delivered on Monday"))).toHaveLength(1);
    expect(told.filter((text) => /pending|\d+ s\b/.test(text))).toEqual([]);
  });

  test("the wall tells that its data is old once, not every second", async ({ page, fresh, roughUpstream }) => {
    await roughUpstream.put(calmCall({ transcript: [] }));
    await open(page, `${fresh.url}/wall`);
    await expect(page.locator(".wall-slot")).toHaveCount(1);
    await roughUpstream.fault({ kind: "error", status: 503 });
    const band = page.locator(".wall-band");
    await expect(band).toBeVisible({ timeout: 60_000 });
    const heard = await listen(page);
    for (let second = 0; second < 3; second += 1) await expect(band).not.toHaveText((await band.textContent()) ?? "");
    expect(await heard()).toEqual([]);
  });
});

test.describe("motion", () => {
  /** Keeps how long everything that moves from now on moves, in milliseconds. */
  async function watchMotion(page: Page) {
    await page.evaluate(() => {
      const moved: { name: string; ms: number; times: number }[] = [];
      Object.assign(window, { moved });
      const keep = (name: string) => (event: Event) => {
        const running = (event.target as Element).getAnimations();
        for (const animation of running) {
          const { duration, iterations = 1 } = animation.effect?.getComputedTiming() ?? {};
          moved.push({ name, ms: Number(duration), times: iterations });
        }
      };
      document.addEventListener("animationstart", keep("animation"), true);
      document.addEventListener("transitionrun", keep("transition"), true);
    });
    return () => page.evaluate(() => (window as unknown as { moved: { ms: number; times: number }[] }).moved);
  }

  async function makeThingsMove(page: Page, upstream: Upstream) {
    const call = calmCall({ createdAt: secondsAgo(0) });
    await upstream.put(call);
    await expect(callCard(page, call.id)).toBeVisible();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.getByRole("button", { name: "Jump to" }).first().hover();
    await page.getByRole("button", { name: "Table" }).hover();
    await upstream.end(call.id, { status: "completed" });
    await expect(callCard(page, call.id)).toContainText("Completed");
  }

  test("explains a change within 200 ms and never runs on", async ({ page, upstream }) => {
    await open(page, "/");
    const moved = await watchMotion(page);
    await makeThingsMove(page, upstream);
    const all = await moved();
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter(({ ms, times }) => ms > 200 || times !== 1)).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  test("there is none for who asked for none", async ({ page, upstream }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open(page, "/");
    const moved = await watchMotion(page);
    await makeThingsMove(page, upstream);
    expect((await moved()).filter(({ ms }) => ms > 1)).toEqual([]);
  });
});
