import { resolve } from "node:path";
import type { z } from "zod";
import type { ACCESS_VARIABLES } from "./access-variables";
import { isLoopback, SettingsError } from "./variables";

type Values = { [Name in keyof typeof ACCESS_VARIABLES]: z.output<(typeof ACCESS_VARIABLES)[Name][0]> };
type Place = { demo: boolean; host: string; port: number };

/** on: people sign in · off: everybody on this machine is an admin · demo: nobody signs in, the data is not real */
type AuthMode = "on" | "off" | "demo";

/** The single sign-on provider and what its claims mean here. */
type OidcSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** the words on the button */
  name: string;
  /** separated by single spaces, openid among them */
  scopes: string;
  /** the claim's whole name, or a path into it with dots */
  roleClaim: string;
  /** values of the claim that make somebody this */
  roleValues: { admin: string[]; supervisor: string[]; viewer: string[] };
  /** its addresses count as verified when it says nothing about that */
  trustEmail: boolean;
  /** of somebody whose claim has none of these values; null: may not come in */
  defaultRole: "viewer" | "supervisor" | null;
};

export type AccessSettings = {
  auth: AuthMode;
  /** the origin people open, without a slash at its end */
  publicUrl: string;
  /** whose X-Forwarded-For is believed, counted from us */
  trustedProxies: number;
  /** the address of a Postgres server with its password; null: the database in `dataDir` */
  databaseUrl: string | null;
  /** absolute */
  dataDir: string;
  /** seals secrets that are handed on; null: one in the data folder does */
  secretKey: string | null;
  /** hosts of one's own network that addresses which people type may lead to */
  privateHosts: readonly string[];
  /** others look at this demo, each of them as its admin */
  isPublicDemo: boolean;
  /** the admin who is there from the first start; null where nobody signs in */
  admin: { email: string; password: string } | null;
  /** how long after signing in a session ends at the latest */
  sessionLifeMs: number;
  /** null where nobody signs in */
  oidc: OidcSettings | null;
};

const HOUR_MS = 3_600_000;
const LONGEST_SESSION_HOURS = 168;

const refuse = (name: string, wish: string) => new SettingsError(`${name} is not usable: it should be ${wish}.`);

/**
 * The settings that hang together: who reaches this server decides what it must be given.
 * @throws SettingsError naming the variable that is wrong or missing
 */
export function accessSettings(values: Values, place: Place): AccessSettings {
  const publicUrl = values.EARSHOT_PUBLIC_URL ?? `http://${place.host === "::1" ? "[::1]" : "localhost"}:${place.port}`;
  const auth: AuthMode = place.demo ? "demo" : values.EARSHOT_AUTH;
  const others = !isLoopback(place.host) || !isLoopback(new URL(publicUrl).hostname);
  if (others && auth === "off") {
    throw refuse("EARSHOT_AUTH", "on where HOST or EARSHOT_PUBLIC_URL lets other machines in");
  }
  if (others && !publicUrl.startsWith("https://")) {
    const why = "browsers keep sign-in cookies over https only";
    throw refuse(
      "EARSHOT_PUBLIC_URL",
      `the https:// address people open, because HOST lets other machines in and ${why}`,
    );
  }
  if (others && auth === "demo" && !values.EARSHOT_DEMO_PUBLIC) {
    const why = "because everybody who reaches the demo is its admin";
    throw refuse("EARSHOT_DEMO_PUBLIC", `true where HOST or EARSHOT_PUBLIC_URL lets other machines in, ${why}`);
  }
  if (publicUrl.startsWith("https://") && values.EARSHOT_TRUSTED_PROXIES === undefined) {
    const why = "where https is spoken before Earshot, everybody would seem to come from the proxy's address";
    throw refuse("EARSHOT_TRUSTED_PROXIES", `the number of proxies in front of Earshot, 1 for a single one: ${why}`);
  }
  const admin = firstAdmin(values);
  const oidc = oidcSettings(values);
  return {
    auth,
    publicUrl,
    trustedProxies: values.EARSHOT_TRUSTED_PROXIES ?? 0,
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir: resolve(values.EARSHOT_DATA_DIR),
    secretKey: values.EARSHOT_SECRET_KEY ?? null,
    privateHosts: values.EARSHOT_PRIVATE_HOSTS,
    isPublicDemo: auth === "demo" && values.EARSHOT_DEMO_PUBLIC,
    admin: auth === "on" ? admin : null,
    sessionLifeMs: (values.EARSHOT_SESSION_HOURS ?? LONGEST_SESSION_HOURS) * HOUR_MS,
    oidc: auth === "on" ? oidc : null,
  };
}

/** @throws SettingsError naming what is missing when only some of these variables are set */
function allOrNone<Name extends keyof Values>(
  values: Values,
  names: Name[],
): Record<Name, NonNullable<Values[Name]>> | null {
  const given = names.filter((name) => values[name] !== undefined);
  if (given.length === 0) return null;
  const missing = names.find((name) => values[name] === undefined);
  if (missing !== undefined) throw refuse(missing, `set, because ${given[0]} is`);
  return values as Record<Name, NonNullable<Values[Name]>>;
}

function firstAdmin(values: Values): AccessSettings["admin"] {
  const given = allOrNone(values, ["EARSHOT_ADMIN_EMAIL", "EARSHOT_ADMIN_PASSWORD"]);
  return given && { email: given.EARSHOT_ADMIN_EMAIL.toLowerCase(), password: given.EARSHOT_ADMIN_PASSWORD };
}

function oidcSettings(values: Values): OidcSettings | null {
  const given = allOrNone(values, ["EARSHOT_OIDC_ISSUER", "EARSHOT_OIDC_CLIENT_ID", "EARSHOT_OIDC_CLIENT_SECRET"]);
  return (
    given && {
      issuer: given.EARSHOT_OIDC_ISSUER,
      clientId: given.EARSHOT_OIDC_CLIENT_ID,
      clientSecret: given.EARSHOT_OIDC_CLIENT_SECRET,
      name: values.EARSHOT_OIDC_NAME,
      scopes: values.EARSHOT_OIDC_SCOPES.replace(/ +/g, " "),
      roleClaim: values.EARSHOT_OIDC_ROLE_CLAIM,
      roleValues: {
        admin: values.EARSHOT_OIDC_ADMIN_VALUES,
        supervisor: values.EARSHOT_OIDC_SUPERVISOR_VALUES,
        viewer: values.EARSHOT_OIDC_VIEWER_VALUES,
      },
      trustEmail: values.EARSHOT_OIDC_TRUST_EMAIL,
      defaultRole: values.EARSHOT_OIDC_DEFAULT_ROLE === "none" ? null : values.EARSHOT_OIDC_DEFAULT_ROLE,
    }
  );
}
