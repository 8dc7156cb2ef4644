import { GUARDED } from "./support/access";
import { expectNobodyHeldUp } from "./support/flood";
import { test } from "./support/test";

test.use({ freshSettings: { ...GUARDED, EARSHOT_TRUSTED_PROXIES: "1" } });

const FLOODS: [string, (n: number) => string][] = [
  ["twelve addresses of one network", (n) => `203.0.113.${n % 12}`],
  ["one /64 of IPv6", (n) => `2001:db8:1:2::${n.toString(16)}`],
];

for (const [whence, address] of FLOODS) {
  test(`240 wrong passwords at once from ${whence} keep nobody else from signing in, and no answer is a 500`, async ({
    fresh,
  }) => {
    test.slow();
    await expectNobodyHeldUp(fresh, { count: 240, address });
  });
}
