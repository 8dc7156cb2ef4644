import type { AccessStores } from "@/lib/access/stores";
import { createDeviceStore, type Devices } from "./device-store";
import { createOidcPeople, type OidcPeople } from "./oidc-people";
import { createOneTimeLinkStore, type OneTimeLinks } from "./one-time-link-store";
import { createPasswordSignIn, type SignInByPassword } from "./password-sign-in";
import { createSessionStore, type Sessions } from "./session-store";
import { createTokenStore, type Tokens } from "./token-store";
import { createUserStore, type Users } from "./user-store";

export type IdentityStores = {
  users: Users;
  sessions: Sessions;
  tokens: Tokens;
  devices: Devices;
  oneTimeLinks: OneTimeLinks;
  oidcPeople: OidcPeople;
  passwordSignIn: SignInByPassword;
};

/** What is kept of people and of how they sign in. @param sessionLifeMs the longest a session lasts */
export function createIdentityStores(
  access: AccessStores,
  { sessionLifeMs }: { sessionLifeMs: number },
): IdentityStores {
  const users = createUserStore(access);
  const devices = createDeviceStore(access);
  return {
    users,
    devices,
    sessions: createSessionStore({ ...access, lifeMs: sessionLifeMs }),
    tokens: createTokenStore(access),
    oneTimeLinks: createOneTimeLinkStore(access),
    oidcPeople: createOidcPeople({ ...access, users }),
    passwordSignIn: createPasswordSignIn({ ...access, users, devices }),
  };
}
