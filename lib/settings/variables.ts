import { isIP } from "node:net";
import { z } from "zod";

/** A setting that is wrong or missing, in one sentence that names the variable. It never holds a secret. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** True for a name of this machine itself, the only ones that the door knows without being told. */
export const isLoopback = (host: string): boolean => /^(localhost|127\.0\.0\.1|::1|\[::1\])$/.test(host);

/** Addresses of this machine and of its network cards; a name would depend on who looks it up. */
const isListenable = (host: string): boolean => isLoopback(host) || isIP(host.replace(/^\[(.*)\]$/, "$1")) !== 0;

export const wholeNumberOrNone = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .optional();

const wholeNumber = (fallback: number, min: number, max: number) =>
  wholeNumberOrNone(min, max).transform((value) => value ?? fallback);

const positiveNumber = (fallback: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,6}(\.\d{1,3})?$/)
    .transform(Number)
    .pipe(z.number().positive().max(max))
    .default(fallback);

const seconds = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,3})?$/)
  .transform((value) => Number(value) * 1000)
  .pipe(z.number().positive().max(86_400_000))
  .optional();
const secondsWish = "a number of seconds above 0, up to 86400";

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** https:// without a user name, query or fragment; http:// only to this machine itself. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text) || /[?#\s]/.test(text)) return false;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}

export const yesOrNo = z
  .enum(["true", "false", "1", "0"])
  .transform((value) => value === "true" || value === "1")
  .default(false);

/** Every setting but those of access-variables.ts: how its text is read, and the words for what it should be. */
export const VARIABLES = {
  HEPPU_API_KEY: [
    z
      .string()
      .regex(/^[\x21-\x7e]{1,512}$/)
      .optional(),
    "the key of your Heppu AI organisation, without spaces",
  ],
  HEPPU_API_URL: [
    z.string().refine(isSafeAddress).default("https://v2.heppu.ai/api/v1"),
    "an https:// address without a user name, query or fragment (http:// only for this machine itself)",
  ],
  PORT: [wholeNumber(3000, 1, 65_535), "a whole number from 1 to 65535"],
  HOST: [
    z.string().refine(isListenable).default("127.0.0.1"),
    "an IP address to listen on, such as 127.0.0.1 (this machine only) or 0.0.0.0 (its whole network)",
  ],
  EARSHOT_BOARD_INTERVAL_MS: [wholeNumber(2000, 500, 60_000), "a whole number of milliseconds from 500 to 60000"],
  EARSHOT_CALL_INTERVAL_MS: [wholeNumber(1000, 250, 60_000), "a whole number of milliseconds from 250 to 60000"],
  EARSHOT_MAX_REQUESTS_PER_MINUTE: [
    z
      .string()
      .regex(/^\d{1,7}$/)
      .transform(Number)
      .pipe(z.number().min(30).max(1_000_000))
      .optional(),
    "a whole number from 30 to 1000000",
  ],
  EARSHOT_TIME_ZONE: [
    z.string().refine(isTimeZone).optional(),
    "the name of a time zone, such as Europe/Helsinki or America/New_York",
  ],
  EARSHOT_ATTENTION_STUCK_SECONDS: [seconds, secondsWish],
  EARSHOT_ATTENTION_CALLER_ALONE_SECONDS: [seconds, secondsWish],
  EARSHOT_ATTENTION_AGENT_SILENT_WARNING_SECONDS: [seconds, secondsWish],
  EARSHOT_ATTENTION_AGENT_SILENT_CRITICAL_SECONDS: [seconds, secondsWish],
  EARSHOT_ATTENTION_DEAD_AIR_SECONDS: [seconds, secondsWish],
  EARSHOT_ATTENTION_RINGING_SECONDS: [seconds, secondsWish],
  EARSHOT_ATTENTION_LONG_CALL_WARNING_SECONDS: [seconds, secondsWish],
  EARSHOT_ATTENTION_LONG_CALL_CRITICAL_SECONDS: [seconds, secondsWish],
  EARSHOT_WORD_LISTS: [z.string().optional(), "the path of a JSON file with word lists"],
  EARSHOT_ALWAYS_ON: [yesOrNo, "true or false"],
  EARSHOT_ARCHIVE: [z.enum(["on", "off"]).optional(), "on or off"],
  EARSHOT_DEMO_CALLS: [wholeNumber(24, 1, 1000), "a whole number of calls from 1 to 1000"],
  EARSHOT_DEMO_SEED: [wholeNumber(1, 0, 999_999_999), "a whole number"],
  EARSHOT_DEMO_SPEED: [positiveNumber(1, 1000), "a number above 0, up to 1000"],
  EARSHOT_DEMO_URL: [z.string().refine(isSafeAddress).optional(), "left alone: the launcher sets it"],
  EARSHOT_DEMO_KEY: [z.string().optional(), "left alone: the launcher sets it"],
  EARSHOT_LOG_LEVEL: [
    z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
    "debug, info, warn, error or silent",
  ],
  EARSHOT_LOG_FORMAT: [z.enum(["json", "text"]).optional(), "json or text"],
  EARSHOT_BUILD: [z.string().default("development"), "left alone: the launcher sets it"],
} as const;
