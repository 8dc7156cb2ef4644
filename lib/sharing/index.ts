/** Share links: a call for somebody who has no account. */
export { grantNow } from "./reading";
export type { LivingLink } from "./rows";
export { sharedCall } from "./shared-call";
export { actorOfLink, createSharing, type Sharing } from "./sharing";
export { createSharingStores } from "./stores";
