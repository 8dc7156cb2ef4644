import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { apiPage } from "./api-page";

test("docs/api.md says of each address what the address says of itself (npm run docs:api)", () => {
  expect(readFileSync(join(import.meta.dirname, "../../docs/api.md"), "utf8")).toBe(apiPage());
});
