import { createAccount } from "./account";
import { createOneTimeLinks } from "./one-time-links";
import type { IdentityParts } from "./parts";
import { createSetup } from "./setup";
import { createSignIn } from "./sign-in";
import { createSingleSignOn } from "./single-sign-on";
import { createTokens } from "./tokens";
import { createUsers } from "./users";

export { chooseDemoRole } from "./demo-role";
export { readDemoRole } from "./demo-role-cookie";
export { SESSION_IDLE_MS } from "./session-store";
export { createIdentityStores, type IdentityStores } from "./stores";
export { personOf } from "./user-store";

/** People, how they sign in, their accounts and tokens. */
export function createIdentity(parts: IdentityParts) {
  const signIn = createSignIn(parts);
  const entering = { ...parts, sessionStarter: signIn.starter };
  return {
    signIn,
    account: createAccount(parts),
    users: createUsers(parts),
    tokens: createTokens(parts),
    oneTimeLinks: createOneTimeLinks(entering),
    singleSignOn: createSingleSignOn(entering),
    setup: createSetup(parts),
  };
}

export type Identity = ReturnType<typeof createIdentity>;
