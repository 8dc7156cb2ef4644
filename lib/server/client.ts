import "server-only";
import { addressKey } from "@/lib/access/address";

/** What throttles count a request's sender by. The door sets the header; without a door this is the machine itself. */
export function addressOf(headers: Headers): string {
  const address = headers.get("x-earshot-address");
  return address === null ? "local" : addressKey(address);
}
