import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Nobody's on the public internet (IANA's registry of special addresses), and what hosts of virtual machines answer on. */
const NOT_PUBLIC_4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32"],
];
/** All that is given out; whatever lies outside is local, mapped, translated or for later. */
const PUBLIC_6 = ["2000::/3"];
/** Of that: protocols' own, tunnels that hold another address, documentation. */
const NOT_PUBLIC_6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

function listOf(ranges: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = "", bits] = range.split("/");
    list.addSubnet(net, Number(bits), family);
  }
  return list;
}

const notPublic4 = listOf(NOT_PUBLIC_4, "ipv4");
const public6 = listOf(PUBLIC_6, "ipv6");
const notPublic6 = listOf(NOT_PUBLIC_6, "ipv6");

/**
 * Whether an address is somebody's on the public internet: not this machine, not its network, not the metadata of a cloud. An
 * IPv6 address that stands for an IPv4 one is not, however it is written.
 * @param address as the socket is to connect to it; a text that is no address is not public
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublic4.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  return public6.check(address, "ipv6") && !notPublic6.check(address, "ipv6");
}
