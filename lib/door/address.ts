import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Settings } from "@/lib/settings/settings";

/**
 * What `--import` loads so that the door stands before Next: door.mjs with its rules in the address.
 * @param root the repository
 * @returns a file: address
 */
export function doorAddress(
  root: string,
  mode: "production" | "development",
  { auth, publicUrl, trustedProxies }: Pick<Settings, "auth" | "publicUrl" | "trustedProxies">,
): string {
  const door = pathToFileURL(join(root, "lib", "door", "door.mjs"));
  const signIn = auth === "on" ? "on" : "off";
  door.search = new URLSearchParams({ mode, public: publicUrl, proxies: String(trustedProxies), signIn }).toString();
  return door.href;
}
