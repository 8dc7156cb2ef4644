import { committed } from "@/lib/database/testing";
import { createOidcPeople as oidcPeopleOf } from "./oidc-people";
import { createOneTimeLinkStore as oneTimeLinksOf } from "./one-time-link-store";
import { createSessionStore as sessionsOf } from "./session-store";
import { createTokenStore as tokensOf } from "./token-store";
import { createUserStore as usersOf } from "./user-store";

/** Test code: the stores with every method a change of its own. */

type Parts = Parameters<typeof usersOf>[0];

export const createUsers = (parts: Parts) =>
  committed(
    parts.database,
    usersOf(parts),
    ...(["create", "update", "remove", "changePassword", "makeAdmin", "adoptEmail", "markSignIn"] as const),
  );

export const createSessions = (parts: Parameters<typeof sessionsOf>[0]) =>
  committed(parts.database, sessionsOf(parts), "start", "end", "endToken", "endAll");

export const createTokens = (parts: Parts) => committed(parts.database, tokensOf(parts), "create", "revoke");

export const createOneTimeLinks = (parts: Parts) =>
  committed(parts.database, oneTimeLinksOf(parts), "makeFor", "makeAdmin", "setPassword");

export const createOidcPeople = (parts: Parts) =>
  committed(parts.database, oidcPeopleOf({ ...parts, users: usersOf(parts) }), "admit");
