import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPublicAddress } from "./public-address";

describe("an address is public", () => {
  test.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "193.166.3.2", "2606:4700::1111", "2a00:1450::8a"])(
    "%s is",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    ...["0.0.0.0", "127.0.0.1", "127.255.0.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1"],
    // The metadata of clouds.
    ...["169.254.169.254", "169.254.170.2", "168.63.129.16", "192.0.0.192", "100.100.100.200", "fd00:ec2::254"],
    ...["224.0.0.1", "255.255.255.255", "198.18.0.1", "203.0.113.9"],
    ...["::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1"],
    // Both spellings of a mapped address, and the other ways in which IPv6 stands for IPv4.
    ...["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "::ffff:808:808", "::127.0.0.1", "64:ff9b::7f00:1"],
    ...["2002:7f00:1::", "2001:0:7f00:1::"],
    ...["", "localhost", "1.2.3", "0x7f000001", "2130706433", "8.8.8.8.8", "[::1]"],
  ])("%s is not", (address) => expect(isPublicAddress(address)).toBe(false));

  test("no IPv4 address is, once it is written as IPv6", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const hex = (high: number, low: number) => ((high << 8) | low).toString(16);
    fc.assert(
      fc.property(byte, byte, byte, byte, (a, b, c, d) => {
        for (const prefix of ["::ffff:", "::", "64:ff9b::", "::ffff:0:"]) {
          expect(isPublicAddress(`${prefix}${hex(a, b)}:${hex(c, d)}`)).toBe(false);
          expect(isPublicAddress(`${prefix}${a}.${b}.${c}.${d}`)).toBe(false);
        }
        expect(isPublicAddress(`2002:${hex(a, b)}:${hex(c, d)}::1`)).toBe(false);
      }),
    );
  });
});
