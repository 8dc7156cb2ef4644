import type { Page } from "@playwright/test";
import { SETTINGS_LIST } from "@/components/shell/settings-list";
import { settingsPagePath } from "@/lib/wire/paths";
import { madeShareSchema } from "@/lib/wire/sharing-contract";
import { change } from "./support/access";
import type { Archived } from "./support/archived";
import { anAgent, calmCall, ringingCall, said, secondsAgo, waitingCall } from "./support/calls";
import { parsed } from "./support/http";
import { expect, OF_OTHERS, test } from "./support/test";
import { type Apart, CURRENT_PAGE, chosenIn, expectToldApart } from "./support/told-apart";
import type { Upstream } from "./support/upstream";

test.use(OF_OTHERS);

const severityOf = (element: string): Apart => ({
  by: "box",
  of: {
    critical: `${element}[data-severity="critical"]`,
    warning: `${element}[data-severity="warning"]`,
    calm: `${element}:not([data-severity]):not([aria-hidden])`,
  },
});

const PHONE = { width: 390, height: 844 };

/** A floor with a call of each severity, one of both, and a ringing one. */
async function putFloor(upstream: Upstream) {
  const agent = anAgent("Aurora");
  const calls = {
    critical: waitingCall(40, { agent }),
    both: waitingCall(40, { agent, startedAt: secondsAgo(700) }),
    warned: calmCall({ agent, startedAt: secondsAgo(700) }),
    calm: calmCall({ agent }),
    other: calmCall({ agent }),
    ringing: ringingCall({ agent }),
  };
  for (const call of Object.values(calls)) await upstream.put(call);
  return calls;
}
type Floor = Awaited<ReturnType<typeof putFloor>>;

type Stop = {
  name: string;
  path: string | ((floor: Floor) => string);
  viewport?: typeof PHONE;
  /** what somebody does there first */
  first?: (page: Page) => Promise<unknown>;
  apart: readonly Apart[];
};

const STOPS: readonly Stop[] = [
  {
    name: "Live as cards",
    path: "/?status=active",
    apart: [CURRENT_PAGE, severityOf("article"), chosenIn('fieldset:has([aria-label="Table"])'), chosenIn("dl")],
  },
  {
    name: "Live as a table, a call peeked at",
    path: ({ other }) => `/?view=table&peek=${other.id}`,
    apart: [
      CURRENT_PAGE,
      severityOf("tbody tr"),
      {
        by: "box",
        of: { peeked: "tbody tr[data-peeked]", not: "tbody tr:not([data-peeked], [data-severity], [aria-hidden])" },
      },
    ],
  },
  {
    name: "the peek at a call in trouble",
    path: ({ both }) => `/?peek=${both.id}`,
    apart: [
      {
        by: "box",
        of: {
          "the line of the reason": "li[data-evidence]",
          another: '[aria-label="Last lines"] li:not([data-evidence])',
        },
      },
    ],
  },
  {
    name: "the palette",
    path: "/",
    first: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog", { name: "Jump to" }).getByRole("option").first().waitFor();
    },
    apart: [
      { by: "icon", of: { critical: '[role="option"] .text-critical', warning: '[role="option"] .text-amber' } },
      {
        by: "box",
        of: { chosen: '[role="option"][aria-selected="true"]', another: '[role="option"][aria-selected="false"]' },
      },
    ],
  },
  {
    name: "a call in trouble, and the question before its end",
    path: ({ both }) => `/calls/${both.id}`,
    first: async (page) => {
      await page.getByRole("button", { name: "End call", exact: true }).click();
      await page.getByRole("button", { name: "Wrong number" }).click();
    },
    apart: [
      { by: "box", of: { critical: 'li[data-severity="critical"]', warning: 'li[data-severity="warning"]' } },
      chosenIn(":is(dialog, [role=dialog])"),
    ],
  },
  {
    name: "a call on a phone",
    path: ({ both }) => `/calls/${both.id}`,
    viewport: PHONE,
    apart: [chosenIn('fieldset[aria-label="Parts of the page"]')],
  },
  {
    name: "the wall",
    path: "/wall",
    apart: [
      {
        by: "box",
        of: {
          critical: '.wall-alarm-card[data-severity="critical"]',
          warning: '.wall-alarm-card[data-severity="warning"]',
        },
      },
      {
        by: "icon",
        of: {
          critical: '.wall-alarm-card[data-severity="critical"]',
          warning: '.wall-alarm-card[data-severity="warning"]',
        },
      },
      {
        by: "box",
        of: {
          critical: '.wall-slot[data-severity="critical"] > .wall-call',
          warning: '.wall-slot[data-severity="warning"] > .wall-call',
          calm: ".wall-slot:not([data-severity]) > .wall-call",
        },
      },
    ],
  },
];

test.describe("where the system chooses the colours", () => {
  // The browser tells of every refusal on its console.
  test.use({ expectedErrors: [/the server responded with a status of 40[13]/] });

  for (const { name, path, viewport, first, apart } of STOPS) {
    test(`${name}: severity, choice and the current page are told by shape`, async ({ archived, page, upstream }) => {
      const floor = await putFloor(upstream);
      await page.setViewportSize(viewport ?? { width: 1440, height: 900 });
      await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
      await archived.signIn(page, "admin");
      await page.goto(archived.url + (typeof path === "string" ? path : path(floor)));
      await first?.(page);
      await expectToldApart(page, apart);
    });
  }

  test("each settings page says which one it is", async ({ archived, page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await archived.signIn(page, "admin");
    const nav = 'nav[aria-label="Settings"]';
    for (const { page: name, name: label } of SETTINGS_LIST) {
      await page.goto(archived.url + settingsPagePath(name));
      await expect(page.locator(`${nav} [aria-current]`)).toHaveText(label);
      await expectToldApart(page, [
        { by: "box", of: { "this one": `${nav} [aria-current]`, another: `${nav} a:not([aria-current])` } },
      ]);
    }
  });

  test("a wall of so many calls that each is a bar", async ({ archived, page, upstream }) => {
    const { critical } = await putFloor(upstream);
    const agent = critical.agent;
    await Promise.all(Array.from({ length: 60 }, () => upstream.put(calmCall({ agent }))));
    await page.emulateMedia({ forcedColors: "active" });
    await archived.signIn(page, "admin");
    await page.goto(`${archived.url}/wall`);
    await expectToldApart(page, [severityOf(".wall-bar")]);
  });

  test("calls that are over: what they needed, the one that is looked at, those that are chosen, and a call's own page", async ({
    archived,
    page,
  }) => {
    test.slow();
    const [critical] = await keepOneOfEach(archived);
    await page.emulateMedia({ forcedColors: "active" });
    await archived.signIn(page, "admin");
    await page.goto(`${archived.url}/calls?peek=${critical}`);
    await page
      .getByRole("checkbox", { name: /^Choose / })
      .last()
      .check();
    await expectToldApart(page, [
      CURRENT_PAGE,
      chosenIn("tbody"),
      { by: "icon", of: { critical: 'td [data-severity="critical"]', warning: 'td [data-severity="warning"]' } },
      { by: "box", of: { chosen: 'tbody tr[aria-selected="true"]', not: "tbody tr:not([aria-selected])" } },
    ]);
  });

  test("signing in: what is wrong is told by shape", async ({ archived, page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await page.goto(`${archived.url}/sign-in`);
    await page.getByLabel("E-mail").fill("nobody@example.com");
    await page.getByLabel("Password").fill("not the password of anybody");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expectToldApart(page, [
      { by: "box", of: { "what is wrong": '[role="alert"]', "a line of the form": "form label" } },
    ]);
  });

  test("a shared call on a phone: which part of it is shown", async ({ archived, page, upstream }) => {
    const { both } = await putFloor(upstream);
    const grant = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };
    const body = { callId: both.id, label: "", grant, hours: 24, passcode: null };
    const cookie = await archived.asRole("admin");
    const { path } = parsed(
      madeShareSchema,
      await change(archived.url, "POST", "/api/v1/shares", { body, cookie }),
    ).data;
    await page.setViewportSize(PHONE);
    await page.emulateMedia({ forcedColors: "active" });
    await page.goto(archived.url + path);
    await expectToldApart(page, [chosenIn('fieldset[aria-label="Parts of the page"]')]);
  });
});

/** A call that was critical, one that was only warned of, a calm one, all over and kept. */
function keepOneOfEach(archived: Archived): Promise<string[]> {
  return Promise.all([
    archived.keep({ transcript: [said("agent", "One moment.", 45), said("caller", "Are you there?", 40)] }),
    archived.keep({ startedAt: secondsAgo(700) }),
    archived.keep({}),
  ]);
}
