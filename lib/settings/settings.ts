import type { z } from "zod";
import { type AttentionSettings, DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { accessSettings } from "./access";
import { ACCESS_VARIABLES, SECRET_VARIABLES } from "./access-variables";
import { SettingsError, VARIABLES } from "./variables";

export { SettingsError };

type Environment = Record<string, string | undefined>;
const ALL_VARIABLES = { ...VARIABLES, ...ACCESS_VARIABLES };
type Variables = typeof ALL_VARIABLES;
type Values = { [Name in keyof Variables]: z.output<Variables[Name][0]> };

function readVariables(environment: Environment): Values {
  const entries = Object.entries(ALL_VARIABLES).map(([name, [schema, wish]]) => {
    const text = environment[name]?.trim();
    const read = (schema as z.ZodType).safeParse(text === "" ? undefined : text);
    if (!read.success) throw new SettingsError(`${name} is not usable: it should be ${wish}.`);
    return [name, read.data];
  });
  return Object.fromEntries(entries) as Values;
}

function attentionThresholds(values: Values): Omit<AttentionSettings, "words"> {
  const { words: _, ...defaults } = DEFAULT_ATTENTION_SETTINGS;
  const thresholds = {
    ...defaults,
    stuckAfterMs: values.EARSHOT_ATTENTION_STUCK_SECONDS ?? defaults.stuckAfterMs,
    callerAloneAfterMs: values.EARSHOT_ATTENTION_CALLER_ALONE_SECONDS ?? defaults.callerAloneAfterMs,
    agentSilentWarningMs: values.EARSHOT_ATTENTION_AGENT_SILENT_WARNING_SECONDS ?? defaults.agentSilentWarningMs,
    agentSilentCriticalMs: values.EARSHOT_ATTENTION_AGENT_SILENT_CRITICAL_SECONDS ?? defaults.agentSilentCriticalMs,
    deadAirMs: values.EARSHOT_ATTENTION_DEAD_AIR_SECONDS ?? defaults.deadAirMs,
    ringingLongMs: values.EARSHOT_ATTENTION_RINGING_SECONDS ?? defaults.ringingLongMs,
    longCallWarningMs: values.EARSHOT_ATTENTION_LONG_CALL_WARNING_SECONDS ?? defaults.longCallWarningMs,
    longCallCriticalMs: values.EARSHOT_ATTENTION_LONG_CALL_CRITICAL_SECONDS ?? defaults.longCallCriticalMs,
  };
  for (const [name, warningMs, criticalMs] of [
    ["AGENT_SILENT", thresholds.agentSilentWarningMs, thresholds.agentSilentCriticalMs],
    ["LONG_CALL", thresholds.longCallWarningMs, thresholds.longCallCriticalMs],
  ] as const) {
    if (criticalMs >= warningMs) continue;
    const wish = `at least the seconds of its warning, ${warningMs / 1000}`;
    throw new SettingsError(`EARSHOT_ATTENTION_${name}_CRITICAL_SECONDS is not usable: it should be ${wish}.`);
  }
  return thresholds;
}

/**
 * Reads and checks every setting. An empty variable counts as absent. Without HEPPU_API_KEY this is the demo.
 * @throws SettingsError naming the first variable that is wrong and what it should be
 */
export function readSettings(environment: Environment) {
  const values = readVariables(environment);
  const key = values.HEPPU_API_KEY ?? null;
  const demo = key === null;
  const host = values.HOST.replace(/^\[|\]$/g, "");
  const simulator =
    values.EARSHOT_DEMO_URL !== undefined && values.EARSHOT_DEMO_KEY !== undefined
      ? { baseUrl: values.EARSHOT_DEMO_URL, key: values.EARSHOT_DEMO_KEY }
      : null;
  return {
    /** true: the built-in simulator stands in for the call service */
    demo,
    /** where calls come from, and the key for it; null in the demo until the simulator runs */
    callService: key === null ? simulator : { baseUrl: values.HEPPU_API_URL.replace(/\/+$/, ""), key },
    port: values.PORT,
    host,
    ...accessSettings(values, { demo, host, port: values.PORT }),
    boardIntervalMs: values.EARSHOT_BOARD_INTERVAL_MS,
    callIntervalMs: values.EARSHOT_CALL_INTERVAL_MS,
    maxRequestsPerMinute: values.EARSHOT_MAX_REQUESTS_PER_MINUTE ?? (demo ? 6000 : 600),
    timeZone: values.EARSHOT_TIME_ZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    /** when a call needs a person; the word lists are read apart (word-lists.ts) */
    attention: attentionThresholds(values),
    wordListsPath: values.EARSHOT_WORD_LISTS ?? null,
    logLevel: values.EARSHOT_LOG_LEVEL,
    /** null: for people at a terminal, else for programs */
    logFormat: values.EARSHOT_LOG_FORMAT ?? null,
    alwaysOn: values.EARSHOT_ALWAYS_ON,
    /** whether calls that are over are kept; null: nothing was said, so an admin decides */
    archive: values.EARSHOT_ARCHIVE ?? null,
    demoSimulator: {
      calls: values.EARSHOT_DEMO_CALLS,
      seed: values.EARSHOT_DEMO_SEED,
      speed: values.EARSHOT_DEMO_SPEED,
    },
    /** changes with the sources, the same on every instance of one build */
    build: values.EARSHOT_BUILD,
  };
}

export type Settings = ReturnType<typeof readSettings>;

const SINGLETON = Symbol.for("earshot.settings");

/** This process's settings, read once. Never call it while a module is loading: a build has no settings. */
export function settings(): Settings {
  const store = globalThis as { [SINGLETON]?: Settings };
  store[SINGLETON] ??= readSettings(process.env);
  return store[SINGLETON];
}

/** What the launcher hands to the server it starts: everything it was given, and `additions`. */
export function serverEnvironment(mode: "production" | "development", additions: Record<string, string>) {
  return { ...process.env, NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: "1", ...additions };
}

/** A build's environment has no secret in it, and no variable that Next would write into what browsers load. */
export function buildEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("NEXT_PUBLIC_"));
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(SECRET_VARIABLES.map((name) => [name, ""])),
    // Next reads .env files by itself, unless it is told that somebody has.
    __NEXT_PROCESSED_ENV: "true",
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
