import { z } from "zod";
import { isSafeAddress, wholeNumberOrNone, yesOrNo } from "./variables";

/** An origin: scheme, host and port, nothing behind them. Read as browsers write it. */
const origin = z
  .string()
  .refine((text) => isSafeAddress(text) && new URL(text).pathname === "/")
  .transform((text) => new URL(text).origin);

const isDatabaseAddress = (text: string): boolean =>
  /^postgres(ql)?:\/\/\S+$/.test(text) && URL.canParse(text) && new URL(text).protocol !== "";

const shortText = z.string().regex(/^[^\p{Cc}\p{Cf}\p{Cs}]{1,100}$/u);

/** "a, b" as two values; empty ones do not count. */
const list = z
  .string()
  .max(4000)
  .transform((text) => text.split(",").map((value) => value.trim()))
  .transform((values) => values.filter((value) => value !== ""))
  .default([]);
/** Names of hosts and addresses, as a browser writes them in an address. */
const hosts = list
  .transform((values) => values.map((value) => (value.includes(":") ? `[${value.replace(/^\[|\]$/g, "")}]` : value)))
  .refine((values) => values.every((value) => /^[^\s/?#@]+$/.test(value) && URL.canParse(`http://${value}`)))
  .transform((values) => values.map((value) => new URL(`http://${value}`).hostname.replace(/^\[|\]$|\.$/g, "")));
const listWish = "values of the claim, separated by commas, at most 4000 characters";

/** Settings of who may come in and what is kept: how the text is read, and the words for what it should be. */
export const ACCESS_VARIABLES = {
  EARSHOT_AUTH: [z.enum(["on", "off"]).default("on"), "on or off (off: nobody signs in, on this machine only)"],
  EARSHOT_PUBLIC_URL: [
    origin.optional(),
    "the https:// address people open, without a path, such as https://earshot.example.com (http:// only for this machine itself)",
  ],
  EARSHOT_TRUSTED_PROXIES: [wholeNumberOrNone(0, 5), "the number of proxies in front of Earshot, from 0 to 5"],
  EARSHOT_DEMO_PUBLIC: [yesOrNo, "true or false"],
  DATABASE_URL: [
    z.string().refine(isDatabaseAddress).optional(),
    "the postgres:// or postgresql:// address of a database",
  ],
  EARSHOT_DATA_DIR: [
    z
      .string()
      .regex(/^[^\0]{1,1000}$/)
      .default("./data"),
    "the path of a folder",
  ],
  EARSHOT_SECRET_KEY: [
    z
      .string()
      .regex(/^[\x21-\x7e]{32,512}$/)
      .optional(),
    "32 to 512 characters without spaces, by chance, the same on every instance",
  ],
  EARSHOT_PRIVATE_HOSTS: [hosts, "names of hosts or IP addresses without ports, separated by commas"],
  EARSHOT_ADMIN_EMAIL: [
    z
      .string()
      .regex(/^[^\s@]{1,64}@[^\s@]{1,189}$/)
      .optional(),
    "the e-mail address of the first admin",
  ],
  EARSHOT_ADMIN_PASSWORD: [z.string().min(12).max(256).optional(), "a password of 12 to 256 characters"],
  EARSHOT_SESSION_HOURS: [wholeNumberOrNone(1, 168), "a whole number of hours from 1 to 168"],
  EARSHOT_OIDC_ISSUER: [
    z.string().refine(isSafeAddress).optional(),
    "the https:// address of the sign-on provider (http:// only for this machine itself)",
  ],
  EARSHOT_OIDC_CLIENT_ID: [shortText.or(z.string().regex(/^[\x21-\x7e]{1,512}$/)).optional(), "the client's id"],
  EARSHOT_OIDC_CLIENT_SECRET: [
    z
      .string()
      .regex(/^[\x20-\x7e]{1,1024}$/)
      .optional(),
    "the client's secret",
  ],
  EARSHOT_OIDC_NAME: [shortText.default("Single sign-on"), "the words on the button, at most 100 characters"],
  EARSHOT_OIDC_SCOPES: [
    z
      .string()
      .regex(/^[\x21-\x7e]+( +[\x21-\x7e]+)*$/)
      .max(1000)
      .refine((text) => text.split(/ +/).includes("openid"))
      .default("openid email profile"),
    "scopes separated by spaces, openid among them",
  ],
  EARSHOT_OIDC_TRUST_EMAIL: [yesOrNo, "true or false"],
  EARSHOT_OIDC_ROLE_CLAIM: [shortText.default("groups"), "the name of a claim, such as groups or realm_access.roles"],
  EARSHOT_OIDC_ADMIN_VALUES: [list, listWish],
  EARSHOT_OIDC_SUPERVISOR_VALUES: [list, listWish],
  EARSHOT_OIDC_VIEWER_VALUES: [list, listWish],
  EARSHOT_OIDC_DEFAULT_ROLE: [z.enum(["none", "viewer", "supervisor"]).default("none"), "none, viewer or supervisor"],
} as const;

/** In no build's environment: secrets, and who the admin is. */
export const SECRET_VARIABLES = [
  "HEPPU_API_KEY",
  "EARSHOT_DEMO_KEY",
  "DATABASE_URL",
  "EARSHOT_SECRET_KEY",
  "EARSHOT_ADMIN_EMAIL",
  "EARSHOT_ADMIN_PASSWORD",
  "EARSHOT_OIDC_CLIENT_SECRET",
] as const;
