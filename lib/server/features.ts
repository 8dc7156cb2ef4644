import "server-only";
import { createIdentity, type Identity } from "@/lib/identity";
import { createSharing, type Sharing } from "@/lib/sharing";
import { createViews, type Views } from "@/lib/views";
import { createWalls, type Walls } from "@/lib/walls";
import { RequestError } from "@/lib/wire/request-error";
import { access } from "./access";
import { authorizeCall, viewFor } from "./audience";
import { authorize, authorizeSignedIn } from "./authorize";
import { changeLimits } from "./change-limits";
import { errorOf } from "./error-mapping";
import { states } from "./states";

/** The features of this process, each handed what it needs of the others. Their stores open at the first use. */
export const walls: Walls = createWalls({ stores: access, authorize });

export const views: Views = createViews({ stores: access, authorize });

export const sharing: Sharing = createSharing({
  stores: access,
  authorize,
  async authorizeSharing(actor, callId) {
    const result = await authorizeCall(actor, "call.share", callId);
    if (result.kind === "call") return viewFor(actor);
    const { reason, retryAfterMs } = errorOf(result.fault);
    throw new RequestError(reason, { retryAfterMs });
  },
});

export const identity: Identity = createIdentity({
  stores: access,
  authorizeSignedIn,
  countSignIn: (person, headers) => changeLimits().change(person, headers, "sign_in"),
  providerState: () => states().oidc,
});
