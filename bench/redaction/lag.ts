import { monitorEventLoopDelay } from "node:perf_hooks";
import { Worker } from "node:worker_threads";
import { callFor, longPartOfCall, type Visibility } from "@/lib/access/visibility";
import { aCall, aMessage } from "@/lib/calls/build";
import type { Call } from "@/lib/calls/call";
import { createRedactionDesk } from "@/lib/server/redaction-desk";
import { talk } from "../support/calls";
import { percentile } from "../support/figures";

/** `npm run bench:redaction:lag`: how long the event loop waits while a transcript of 20 MB is redacted and masked. */

const VIEWER: Visibility = { masked: true, redacted: true, lines: true, raw: false };
const APPENDS = 20;
const WORKER = JSON.stringify(new URL("../../lib/server/redaction-worker.ts", import.meta.url).href);

const startWorker = () =>
  new Worker(`import("tsx/esm/api").then(({ register }) => { register(); return import(${WORKER}); })`, {
    ...{ eval: true, execArgv: [] },
  });

function wholeOf(call: Call) {
  return { call, contactName: "Johanna Virtanen", campaignId: null, roster: [] };
}

async function main(): Promise<void> {
  const desk = createRedactionDesk({ startWorker });
  const delay = monitorEventLoopDelay({ resolution: 2 });
  let longestMs = 0;
  let last = performance.now();
  const gapsMs: number[] = [];
  const beat = setInterval(() => {
    const now = performance.now();
    gapsMs.push(Math.max(0, now - last - 2));
    longestMs = Math.max(longestMs, now - last - 2);
    last = now;
  }, 2);
  const lookAt = async (call: Call) => {
    const startedMs = performance.now();
    for (let part = longPartOfCall(VIEWER, wholeOf(call)); part; part = longPartOfCall(VIEWER, wholeOf(call))) {
      part.settle(await desk.look(part, "bench"));
    }
    const seen = callFor(VIEWER, wholeOf(call)).call.transcript ?? [];
    if (seen.some(({ content }) => content === "[withheld]")) throw new Error("It was withheld.");
    return performance.now() - startedMs;
  };
  const report = (what: string, tookMs: number) => {
    const parts = [`p99 ${percentile(gapsMs, 0.99).toFixed(1)} ms`, `longest ${longestMs.toFixed(1)} ms`];
    console.log(`${what}: ${parts.join(", ")}; as Node counts it p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms`);
    console.log(`  done after ${(tookMs / 1000).toFixed(1)} s`);
    gapsMs.length = 0;
    longestMs = 0;
    delay.reset();
  };

  const transcript = talk(20_000, Date.now(), 300, 86).map((line) => aMessage(line));
  const bytes = JSON.stringify(transcript).length;
  let call = aCall({ id: "call_bench_large", status: "in_progress", transcript });
  await new Promise((resolve) => setTimeout(resolve, 200));
  last = performance.now();
  gapsMs.length = 0;
  longestMs = 0;
  delay.enable();
  report(`${(bytes / 1e6).toFixed(0)} MB for the first time`, await lookAt(call));
  let sumMs = 0;
  for (let appended = 0; appended < APPENDS; appended += 1) {
    const line = aMessage({ content: "My card is 4111 1111 1111 1111.", timestamp: new Date().toISOString() });
    call = { ...call, transcript: [...(call.transcript ?? []), line] };
    sumMs += await lookAt(call);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  report("a line more, twenty times", sumMs / APPENDS);
  clearInterval(beat);
  desk.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
