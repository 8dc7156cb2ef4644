import type { Page } from "@playwright/test";
import { anAgent, calmCall, said, secondsAgo, waitingCall } from "@/e2e/support/calls";
import type { Upstream } from "@/e2e/support/upstream";
import { withPage } from "./support/browser";
import type { Bench } from "./support/figures";
import { pause, withServers } from "./support/servers";

const CALLS = 40;
const NAMES = [
  ...["Customer Support", "Nimbrel Tech Support", "Reception North", "Reception South", "Billing and Payments"],
  ...["Appointments", "Field Service Desk", "Claims and Returns"],
];
const AGENTS = NAMES.map(anAgent);

type Steadiness = { looks: number; moved: number; moves: string[]; seen: number };

/** Looks at every frame of the wall, and counts the calls that stand elsewhere than in the frame before. */
async function watchPlaces(page: Page): Promise<() => Promise<Steadiness>> {
  await page.evaluate(() => {
    type Place = { at: string; cause: string };
    const told = { looks: 0, moved: 0, moves: [] as string[], seen: 0 };
    Object.assign(window, { steadiness: told });
    const ids = new Set<string>();
    let before = new Map<string, Place>();
    const look = () => {
      const picture = document.querySelector(".wall-frame")?.getBoundingClientRect();
      const now = new Map<string, Place>();
      for (const element of document.querySelectorAll<HTMLElement>(
        ".wall-lane [data-call-id], .wall-alarms [data-call-id]",
      )) {
        const { x, y, width, height } = element.getBoundingClientRect();
        const column = element.closest(".wall-lane") ? "lane" : "alarms";
        // All of the picture moves against burning in: what counts is the place within it, to a tenth of a pixel.
        const at = [x - (picture?.x ?? 0), y - (picture?.y ?? 0), width, height].map((px) => px.toFixed(1)).join(" ");
        const { callId = "", severity = "", ended } = element.dataset;
        now.set(`${column} ${callId}`, { at, cause: `${severity} ${ended !== undefined}` });
        ids.add(callId);
      }
      for (const [key, place] of now) {
        const last = before.get(key);
        if (last === undefined || last.at === place.at || last.cause !== place.cause) continue;
        told.moved += 1;
        told.moves.push(`${key}: ${last.at} → ${place.at}`);
      }
      before = now;
      told.looks += 1;
      told.seen = ids.size;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return () => page.evaluate(() => (window as unknown as { steadiness: Steadiness }).steadiness);
}

/** A floor that lives: every second one call ends and another begins, three are talked on, and now and then one is alone. */
async function live(upstream: Upstream, seconds: number, calls: string[]): Promise<{ began: number; alarmed: number }> {
  let began = 0;
  let alarmed = 0;
  const fromMs = performance.now();
  for (let second = 0; second < seconds; second += 1) {
    const leaving = calls.shift();
    if (leaving) await upstream.end(leaving, { status: "completed" });
    const isAlone = second % 6 === 3;
    const agent = AGENTS[(second * 5) % AGENTS.length] ?? null;
    const call = isAlone ? waitingCall(25, { agent }) : calmCall({ agent, startedAt: secondsAgo(1), transcript: [] });
    await upstream.put(call);
    calls.push(call.id);
    began += 1;
    if (isAlone) alarmed += 1;
    for (let line = 0; line < 3; line += 1) {
      const talking = calls[(second * 7 + line * 11) % calls.length];
      if (talking) await upstream.say(talking, said(line % 2 === 0 ? "agent" : "caller", `Line ${second}.`));
    }
    await pause(fromMs + (second + 1) * 1_000 - performance.now());
  }
  return { began, alarmed };
}

export const steady: Bench = {
  title: "What moves on a wall of 40 calls of eight agents",
  run: ({ quick }) =>
    withServers({ calls: 0, settings: { EARSHOT_BOARD_INTERVAL_MS: "1000" } }, ({ upstream, earshot }) =>
      withPage(async ({ page }) => {
        const calls: string[] = [];
        for (let number = 0; number < CALLS; number += 1) {
          const agent = AGENTS[number % AGENTS.length] ?? null;
          const call = calmCall({ agent, startedAt: secondsAgo(300 - number), transcript: [] });
          await upstream.put(call);
          calls.push(call.id);
        }
        await page.setViewportSize({ width: 1920, height: 1080 });
        await page.goto(`${earshot.url}/wall`);
        await page.waitForFunction(
          (count) => document.querySelectorAll(".wall-lane [data-call-id]").length === count,
          CALLS,
        );
        const steadiness = await watchPlaces(page);
        const { began, alarmed } = await live(upstream, quick ? 5 : 60, calls);
        const { looks, moved, moves, seen } = await steadiness();
        for (const move of moves.slice(0, 20)) console.log(`  ${move}`);
        return {
          figures: [
            {
              what: "calls that changed their place without a cause of their own, in a minute",
              value: moved,
              unit: "",
              limit: "wallMoves",
              note: `${looks} frames, ${seen} calls; ${began} began, as many ended, ${alarmed} were left alone`,
            },
          ],
          notes: [
            "The wall as built, 1920 × 1080, calls of eight agents: each second one ends, another begins with an agent of another lane, three are talked on, and every sixth has nobody who answers. Each frame's place of each call, in its lane and in the alarm column, is compared with the frame's before to a tenth of a pixel; a call that itself ends, comes into trouble or out of it may move.",
          ],
        };
      }),
    ),
};
