import type { Person } from "@/lib/access/actor";
import type { AuthorizeSignedIn } from "@/lib/access/authorize";
import type { AccessStores, OpenedStores } from "@/lib/access/stores";
import type { State } from "@/lib/log/state";
import type { IdentityStores } from "./stores";

/** What a part of the feature needs of the stores. */
export type StoresOf<Name extends keyof (AccessStores & IdentityStores)> = {
  /** once the database is open @throws DatabaseUnavailableError */
  stores: () => Promise<Pick<AccessStores & IdentityStores, Name>>;
};

/** What signing in, accounts, users and tokens are handed. */
export type IdentityParts = {
  stores: OpenedStores<IdentityStores>;
  authorizeSignedIn: AuthorizeSignedIn;
  /** Counts a sign-in of this person. @throws RequestError too_many_attempts */
  countSignIn: (person: Person, headers: Headers) => void;
  /** whether the provider of single sign-on answers, for the log and readiness */
  providerState: () => Pick<State, "well" | "failing">;
};
