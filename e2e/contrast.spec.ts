import { anAgent, calmCall, ringingCall, said, secondsAgo, waitingCall } from "./support/calls";
import { measure } from "./support/drawn-contrast";
import { open } from "./support/screen";
import { expect, newCallId, test } from "./support/test";
import type { Upstream } from "./support/upstream";

/** Calls in every state there is a colour for. */
async function putAllStates(upstream: Upstream) {
  const agents = ["Aurora", "Billing and Payments"].map(anAgent);
  const critical = waitingCall(40, { agent: agents[0] ?? null });
  const warned = calmCall({ startedAt: secondsAgo(700), agent: agents[1] ?? null });
  const talked = calmCall({
    agent: agents[0] ?? null,
    startedAt: secondsAgo(120),
    transcript: [
      said("agent", "Good morning, what can I do for you?", 100),
      said("caller", "I have not had my parcel yet, and I was promised it for Monday.", 80),
      said("tool", '{"name":"parcels","result":"on its way"}', 60),
      said("agent", "Let me look that up for you, it will not take long.", 40),
      said("caller", "Thank you very much.", 5),
    ],
  });
  const ended = calmCall({ agent: agents[1] ?? null });
  const all = [critical, warned, talked, ended, ringingCall({ agent: agents[0] ?? null })];
  for (const call of all) await upstream.put(call);
  await upstream.put({ id: newCallId(), status: "connecting", agent: agents[1] ?? null });
  await upstream.put(calmCall({ status: "on_the_moon", agent: agents[1] ?? null }));
  await upstream.end(ended.id, { status: "failed", failureReason: "network_error" });
  return { critical, talked };
}

test("words, shapes and edges stand out as drawn on board, table, call and wall, in both themes", async ({
  page,
  upstream,
}) => {
  const { critical, talked } = await putAllStates(upstream);
  const pages = [
    { path: "/", ready: `article[data-severity="critical"]`, least: 4.5 },
    { path: "/?view=table", ready: `tr[data-call-id="${critical.id}"]`, least: 4.5 },
    { path: `/calls/${talked.id}`, ready: "[role=log] [role=listitem], [role=log] li", least: 4.5 },
    { path: "/wall", ready: ".wall-alarm", least: 7 },
  ];
  await page.emulateMedia({ reducedMotion: "reduce" });
  const faint: string[] = [];
  for (const { path, ready, least } of pages) {
    await open(page, path);
    await page.locator(ready).first().waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
      const measured = await measure(page, least);
      expect(measured.texts, path).toBeGreaterThan(10);
      expect(measured.shapes, path).toBeGreaterThan(3);
      faint.push(...measured.faint.map((what) => `${colorScheme} ${path}: ${what}`));
    }
  }
  expect(faint).toEqual([]);
});
