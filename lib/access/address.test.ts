import fc from "fast-check";
import { expect, it } from "vitest";
import { addressKey } from "./address";

it.each([
  ["203.0.113.9", "203.0.113.9"],
  [" 203.0.113.9 ", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["::FFFF:cb00:7109", "203.0.113.9"],
  ["0:0:0:0:0:ffff:203.0.113.9", "203.0.113.9"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::", "2001:db8:1:2::/64"],
  ["2001:db8::", "2001:db8:0:0::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["1:2:3::5:6:7:8", "1:2:3:0::/64"],
  ["::2:3:4:5:6:7:8", "0:2:3:4::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["64:ff9b::203.0.113.9", "64:ff9b:0:0::/64"],
  ["", "unknown"],
  ["unknown", "unknown"],
  ["local", "unknown"],
  ["203.0.113.9:80", "unknown"],
  ["203.0.113", "unknown"],
  ["0x7f.1", "unknown"],
  ["[::1]", "unknown"],
  ["1::2::3", "unknown"],
  ["12345::", "unknown"],
])("%j counts as %s", (address, key) => {
  expect(addressKey(address)).toBe(key);
});

it("somebody with a whole /64 is one, and never the same as the neighbour", () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
      const groups = addressKey(one);
      fc.pre(groups.endsWith("::/64"));
      const network = groups.slice(0, -"::/64".length);
      expect(addressKey(`${network}:1:2:3:4`)).toBe(groups);
      expect(addressKey(`${network}:ffff:0:0:1`)).toBe(groups);
      expect(addressKey(other) === groups).toBe(addressKey(other).startsWith(`${network}::`));
    }),
  );
});

it("whatever it is given, it answers", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(addressKey(text)).toMatch(/^(unknown|[\d.]+|[0-9a-f:]+::\/64)$/);
    }),
  );
});
