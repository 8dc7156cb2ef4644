import { aListener, BAD_ANSWERS, type Listener, withJson } from "@/lib/outgoing/testing";
import type { ScorerRequest } from "@/lib/wire/scorer-contract";
import { expectNoFindings } from "./support/axe";
import { said, secondsAgo } from "./support/calls";
import { ask } from "./support/http";
import { expect, OF_OTHERS, test } from "./support/test";

test.use(OF_OTHERS);

test.describe.configure({ timeout: 240_000 });

const SECRET = "scorer-canary-4711";
/** A scorer that looks for thanks, as docs/scorer.md has one. */
const scoring: Listener["answer"] = (response, request, body) => {
  const { lines } = JSON.parse(body) as ScorerRequest;
  const thanks = lines.filter(({ speaker, text }) => speaker === "agent" && /thank/i.test(text));
  const check = { key: "thanks", title: "The agent thanks", result: thanks.length > 0 ? "pass" : "fail" };
  withJson({
    ...{ scorer: { name: "Outside model", version: "1.4" }, rubric: { name: "House manners", version: "7" } },
    score: thanks.length > 0 ? 87.5 : 0,
    checks: [
      { ...check, explanation: `Thanks ${thanks.length} times.`, evidence: [...thanks.map(({ key }) => key), 999] },
    ],
  })(response, request, body);
};

test("an admin sets an outside scorer and tries it; a call that ends is scored by it, and its page says by whom and by which lines", async ({
  archived,
  page,
}) => {
  const listener = await aListener(scoring);
  try {
    const transcript = [
      said("agent", "Hello, how can I help you?", 50),
      said("caller", "Call me back at +1 415 555 2671.", 30),
      said("agent", "Thank you for calling.", 10),
    ];
    await archived.keep({ transcript });
    await archived.signIn(page, "admin");
    await page.goto(`${archived.url}/settings/scorer`);
    await page.getByLabel("Address").fill(listener.url);
    await page.getByLabel("Secret", { exact: true }).fill(SECRET);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();

    listener.answer = BAD_ANSWERS.redirects as Listener["answer"];
    await page.getByRole("button", { name: "Try it" }).click();
    await expect(page.locator("[data-tried=redirected]")).toContainText("a redirect, and none is followed");
    listener.answer = scoring;
    await page.getByRole("button", { name: "Try it" }).click();
    const tried = page.locator("[data-tried=scored]");
    await expect(tried).toContainText("87.5");
    await expect(tried).toContainText("It named a line that the call does not have.");
    expect(listener.seen.at(-1)?.headers.authorization).toBe(`Bearer ${SECRET}`);
    expect(listener.seen.at(-1)?.body).not.toContain("2671");
    await expectNoFindings(page);

    await page.getByLabel("Send calls").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(/^On since/)).toBeVisible();
    // It begins once the scorer is on.
    const callId = await archived.keep({ transcript, startedAt: secondsAgo(0) });
    // Saved anew, what waits is sent at once: otherwise it waits until the call has settled.
    await page.getByRole("button", { name: "Save" }).click();
    const cookie = await archived.asRole("viewer");
    const quality = async () =>
      (await ask(archived.url, `/api/v1/quality/calls/${callId}`, { headers: { cookie } })).text();
    await expect.poll(quality, { timeout: 60_000 }).toContain('"state":"scored"');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${archived.url}/calls/${callId}`);
    const external = page.getByRole("region", { name: "Score from outside" });
    await expect(external).toContainText("Outside model 1.4, rubric House manners 7");
    await expect(external.locator("[data-external-check=thanks]")).toContainText("Thanks 1 times.");
    await external.getByRole("button", { name: /^Line / }).click();
    await expect(page.getByText("Thank you for calling.").last()).toBeVisible();
    for (const path of ["/api/v1/quality/scorer", "/api/v1/audit", `/api/v1/quality/calls/${callId}`]) {
      const admin = await archived.asRole("admin");
      expect((await ask(archived.url, path, { headers: { cookie: admin } })).text()).not.toContain(SECRET);
    }
  } finally {
    await listener.close();
  }
});
