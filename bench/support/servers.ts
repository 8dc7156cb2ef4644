import { ADMIN, firstAdminIsThere, GUARDED, signInAs } from "@/e2e/support/access";
import { type Running, startEarshot, startUpstream } from "@/e2e/support/servers";
import { Upstream } from "@/e2e/support/upstream";

export const KEY = "bench-key";
const INSIDE = new URL("./inside.mjs", import.meta.url).href;

export type Servers = {
  simulator: Running;
  upstream: Upstream;
  earshot: Running;
  /** what a request of somebody who may see everything carries: a session, where people sign in */
  headers: Record<string, string>;
};

/**
 * A simulator and a built Earshot, each its own process, joined by real HTTP; both end when `use` does.
 * @param options.calls live calls of the simulator's own; 0: only what is put there
 * @param options.settings Earshot's environment
 * @param options.signIn people have to sign in, and somebody has
 * @param options.collect garbage is collected before the server says what it holds
 */
export async function withServers<T>(
  options: { calls: number; settings?: Record<string, string>; collect?: boolean; signIn?: boolean },
  use: (servers: Servers) => Promise<T>,
): Promise<T> {
  const simulator = await startUpstream({ key: KEY, calls: options.calls, seed: 7 });
  try {
    const upstream = new Upstream(simulator.url, KEY);
    if (options.calls === 0) await upstream.reset();
    const environment = {
      HEPPU_API_KEY: KEY,
      HEPPU_API_URL: upstream.url,
      EARSHOT_TIME_ZONE: "UTC",
      EARSHOT_MAX_REQUESTS_PER_MINUTE: "6000",
      NODE_OPTIONS: `--import=${INSIDE}${options.collect ? "?collect" : ""}`,
      ...(options.signIn ? GUARDED : {}),
      ...options.settings,
    };
    const earshot = await startEarshot(environment, { isMeasured: true });
    try {
      return await use({ simulator, upstream, earshot, headers: options.signIn ? await session(earshot) : {} });
    } finally {
      await earshot.stop();
    }
  } finally {
    await simulator.stop();
  }
}

async function session(earshot: Running): Promise<Record<string, string>> {
  await firstAdminIsThere(earshot);
  return { cookie: await signInAs(earshot.url, ADMIN) };
}

type Facts = {
  /** event loop delay since the last look */
  lagMs: { p99: number; max: number };
  rssBytes: number;
  /** JavaScript and buffers; with `collect`, those that survive a garbage collection */
  heldBytes: number;
  /** processor time since the start */
  cpuMs: number;
  /** the slowest on the embedded engine since the last look: how often, ms at most, and how often longer than 100 ms */
  statements: { text: string; count: number; maxMs: number; long: number }[];
};

/** What the server process says of itself at this moment. */
export async function factsOf(server: Running): Promise<Facts> {
  const before = server.output().length;
  server.process.kill("SIGUSR2");
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const said = /^BENCH (.*)$/m.exec(server.output().slice(before))?.[1];
    if (said) return JSON.parse(said) as Facts;
    await pause(10);
  }
  throw new Error(`The server does not say how it is.\n${server.output()}`);
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
