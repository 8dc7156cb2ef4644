import { isIPv4, isIPv6 } from "node:net";

/**
 * What a throttle counts by: an IPv4 address as it is, an IPv6 address's network (/64: one household or one machine has
 * all of it), "unknown" for anything else. IPv4 written as IPv6 is IPv4.
 * @param address without port or brackets
 */
export function addressKey(address: string): string {
  const bare = address.trim().replace(/%.*$/, "");
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return "unknown";
  const groups = ipv6Groups(bare);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high = 0, low = 0] = groups.slice(6);
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  }
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(":")}::/64`;
}

/**
 * The network around an address that throttles count by: a /24, or an IPv6 /48, which one customer can have whole.
 * @param key as addressKey makes it
 */
export function networkKey(key: string): string {
  if (isIPv4(key)) return `${key.split(".").slice(0, 3).join(".")}.0/24`;
  return key.endsWith("::/64") ? `${key.split(":").slice(0, 3).join(":")}::/48` : key;
}

/**
 * The networks that may be one provider's or one owner's: a /16, or an IPv6 /32, which anybody can rent with all its /48s.
 * @param key as addressKey makes it
 */
export function ownerKey(key: string): string {
  if (isIPv4(key)) return `${key.split(".").slice(0, 2).join(".")}.0.0/16`;
  return key.endsWith("::/64") ? `${key.split(":").slice(0, 2).join(":")}::/32` : key;
}

/** The eight numbers of a valid IPv6 address. */
function ipv6Groups(address: string): number[] {
  // The URL parser writes every spelling, an IPv4 tail too, in one way.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = "", tail] = canonical.split("::");
  const numbers = (text: string) => (text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16)));
  const [before, after] = [numbers(head), numbers(tail ?? "")];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

/** What throttles count a request's sender by. The door sets the header; without a door this is the machine itself. */
export function addressOf(headers: Headers): string {
  const address = headers.get("x-earshot-address");
  return address === null ? "local" : addressKey(address);
}
