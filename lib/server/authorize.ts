import "server-only";
import { createAuthorize } from "@/lib/access/authorize";
import { access } from "./access";

/** The lock of this process: see lib/access/authorize.ts. */
export const { authorize, authorizeSignedIn } = createAuthorize(async () => (await access()).audit);
