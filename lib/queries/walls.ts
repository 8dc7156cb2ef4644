import { queryOptions } from "@tanstack/react-query";
import { type FetchError, fetchJson } from "@/lib/wire/fetch-json";
import { monotonicMs } from "@/lib/wire/monotonic";
import { wallApiPath, wallPairingApiPath, wallsApiPath } from "@/lib/wire/paths";
import type { WallEntry, WallList, WallPairing, WallState } from "@/lib/wire/walls-contract";
import { POLLED } from "./polled";

/** A screen without a pass is looked at by somebody who has just typed its code. */
const WAITING_MS = 2_000;
const PAIRED_MS = 10_000;
/** Shorter than the server waits before it sends a new token again (lib/walls/store.ts). */
const DEADLINE_MS = 15_000;
/** A new code is asked for this long before the old one ends, so that what the screen shows always works. */
const RENEW_BEFORE_MS = 60_000;

type Waiting = { state: "waiting"; code: string /** on the page's ageing clock */; renewAtMs: number };
export type WallScreenState = Extract<WallState, { state: "paired" }> | Waiting;

/**
 * What this screen is, reported and asked in one: paired, or waiting with a code that it always has.
 * @param build the build this page is of
 */
export function wallScreenQuery(build: string) {
  return queryOptions<WallScreenState, FetchError>({
    ...POLLED,
    queryKey: ["wall", "screen"],
    queryFn: async ({ client, queryKey, signal }): Promise<WallScreenState> => {
      const report = () => post<WallState>(wallApiPath, { build }, signal);
      const known = client.getQueryData<WallScreenState>(queryKey);
      const shown = known?.state === "waiting" ? known : null;
      let state = await report();
      // Just let in: reporting with the new pass says that it arrived, and shows the screen as there in the settings.
      if (state.state === "paired" && shown !== null) state = await report();
      if (state.state === "paired") return state;
      if (state.state === "waiting" && shown !== null && monotonicMs() < shown.renewAtMs) return shown;
      const { code, lifeMs } = await post<WallPairing>(wallPairingApiPath, {}, signal);
      return { state: "waiting", code, renewAtMs: monotonicMs() + lifeMs - RENEW_BEFORE_MS };
    },
    refetchOnReconnect: "always",
    refetchInterval: ({ state }) => (state.data?.state === "paired" || state.error !== null ? PAIRED_MS : WAITING_MS),
  });
}

async function post<Data>(path: string, body: unknown, signal: AbortSignal): Promise<Data> {
  const answer = await fetchJson<{ data: Data }>(path, { method: "POST", body, signal, timeoutMs: DEADLINE_MS });
  return answer.body.data;
}

/** Every screen with a pass, for the settings page, where somebody watches a screen come and go. */
export const wallsQuery = () =>
  queryOptions<WallEntry[], FetchError>({
    ...POLLED,
    queryKey: ["walls"],
    queryFn: async ({ signal }) => (await fetchJson<WallList>(wallsApiPath, { signal })).body.data.walls,
    refetchIntervalInBackground: false,
    refetchInterval: 5_000,
  });
