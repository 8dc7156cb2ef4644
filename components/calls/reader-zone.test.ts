import { expect, test } from "vitest";
import { zoneOf } from "./reader-zone";

test.each([
  ["Europe/Helsinki", "Europe/Helsinki"],
  ["America%2FNew_York", "America/New_York"],
  [undefined, "UTC"],
  ["", "UTC"],
  ["Mars/Olympus", "UTC"],
  ["%E0%A4%A", "UTC"],
  ["x".repeat(1_000), "UTC"],
])("a cookie of %j is the zone %s", (cookie, zone) => expect(zoneOf(cookie, "UTC")).toBe(zone));
