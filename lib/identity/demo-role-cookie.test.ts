import { expect, it } from "vitest";
import { ROLES } from "@/lib/access/actor";
import { demoRoleCookie, readDemoRole } from "./demo-role-cookie";

it.each(ROLES)("a browser that chose to look as %s does", (role) => {
  const [pair] = demoRoleCookie(role).split(";");
  expect(readDemoRole(`theme=dark; ${pair}; other=1`)).toBe(role);
});

it.each([
  null,
  "",
  "theme=dark",
  "earshot_demo_role=",
  "earshot_demo_role=owner",
  "earshot_demo_role=Viewer",
  "earshot_demo_role=viewer,admin",
  "x_earshot_demo_role=viewer",
])("%j is no choice: the demo is looked at as admin", (header) => {
  expect(readDemoRole(header)).toBe("admin");
});
