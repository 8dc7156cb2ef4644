import "server-only";
import type { Actor, Person } from "@/lib/access/actor";
import { readCookie, SESSION_COOKIE, WALL_COOKIE } from "@/lib/access/cookies";
import { personOf, readDemoRole } from "@/lib/identity";
import { settings } from "@/lib/settings/settings";
import { access } from "./access";

const NOBODY: Actor = { kind: "anonymous" };

/**
 * Who sends this request. An access token (x-api-key) wins and never falls back to a cookie; then the session's cookie,
 * then the wall's. In the demo and with sign-in off everybody is somebody, and no database is asked.
 * @throws DatabaseUnavailableError: not knowing is not the same as nobody (security: an outage is not a sign-out)
 */
export async function actorOf(headers: Headers): Promise<Actor> {
  const mode = settings().auth;
  if (mode !== "on") return everybody(mode, headers.get("cookie"));
  const apiKey = headers.get("x-api-key");
  if (apiKey !== null) return (await personOfToken(apiKey)) ?? NOBODY;
  const cookies = headers.get("cookie");
  const person = await personOfSession(readCookie(cookies, SESSION_COOKIE));
  return person ?? (await wallOf(readCookie(cookies, WALL_COOKIE))) ?? NOBODY;
}

function everybody(mode: "off" | "demo", cookies: string | null): Person {
  const name = mode === "demo" ? "Demo" : "Everybody";
  return {
    kind: "person",
    id: mode,
    name,
    email: null,
    role: mode === "demo" ? readDemoRole(cookies) : "admin",
    scope: null,
    via: mode,
    credentialId: null,
    mayAct: true,
  };
}

async function personOfToken(secret: string): Promise<Person | null> {
  const found = await (await access()).tokens.find(secret);
  if (found === null) return null;
  const { id, permission } = found.token;
  return personOf(found.user, {
    via: "token",
    credentialId: id,
    mayAct: permission === "act",
    mayExport: permission === "export",
  });
}

async function personOfSession(token: string | null): Promise<Person | null> {
  if (token === null) return null;
  const found = await (await access()).sessions.find(token);
  if (found === null) return null;
  return personOf(found.user, { via: "session", credentialId: found.session.id, mayAct: true });
}

async function wallOf(token: string | null): Promise<Actor | null> {
  const pass = token === null ? null : await (await access()).walls.find(token);
  return pass && { kind: "wall", ...pass };
}
