import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { isNamed } from "./named";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** What there is one of, whichever bundle asks: the platform's, and the driver's, which is no part of a bundle. */
const OF_THE_PLATFORM =
  /^(Error|Pool|AggregateError|SyntaxError|TypeError|HTML\w*Element|Element|Text|Response|Request|Promise|KeyboardEvent)$/;

/** Every line of the product, with where it stands. */
function sourceLines(): { place: string; line: string }[] {
  return ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(tsx?|mjs)$/.test(file) && !/\.test\.tsx?$/.test(file))
      .flatMap((file) =>
        readFileSync(join(ROOT, folder, file), "utf8")
          .split("\n")
          .map((line, at) => ({ place: `${folder}/${file}:${at + 1}`, line })),
      ),
  );
}

class RefusedError extends Error {
  override readonly name = "RefusedError";
}

test("an error is known by its name, whichever copy of its class made it", () => {
  const other = class extends Error {
    override readonly name = "RefusedError";
  };
  expect(isNamed<RefusedError>(new other(), "RefusedError")).toBe(true);
  expect(new other() instanceof RefusedError).toBe(false);
  expect(isNamed<RefusedError>(new Error("RefusedError"), "RefusedError")).toBe(false);
  expect(isNamed<RefusedError>({ name: "RefusedError" }, "RefusedError")).toBe(false);
});

test("the product asks by instanceof for what the platform has one of, and for nothing else", () => {
  const asked = sourceLines().flatMap(({ place, line }) =>
    [...line.matchAll(/\binstanceof\s+([\w.]+)/g)].map(([, name = ""]) => ({ place, name })),
  );
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter(({ name }) => !OF_THE_PLATFORM.test(name))).toEqual([]);
});

test("every class of errors of ours says its name as a literal", () => {
  const lines = sourceLines();
  const nameless = lines.filter(({ line }, at) => {
    const own = /\bclass (\w+) extends \w*(?:Error|Problem)\b/.exec(line)?.[1];
    return own !== undefined && lines[at + 1]?.line.trim() !== `override readonly name = "${own}";`;
  });
  expect(nameless).toEqual([]);
});
