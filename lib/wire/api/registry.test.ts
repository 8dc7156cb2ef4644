import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { ACTIONS } from "../actions";
import { allowedMethods, type Operation } from "./endpoint";
import { ENDPOINTS } from "./registry";

const APP = join(import.meta.dirname, "../../../app");
/** Whatever is asked for below /api and is not there: no address of its own. */
const CATCH_ALL = "/api/[[...unknown]]";

/** Path and source of every route file. */
const files = readdirSync(APP, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /(^|\/)route\.tsx?$/.test(file))
  .map((file) => ({ path: `/${file.replace(/\/?route\.tsx?$/, "")}`, source: readFileSync(join(APP, file), "utf8") }))
  .filter(({ path }) => path !== CATCH_ALL);
const operations: [string, Operation][] = Object.values(ENDPOINTS).flatMap(({ path, methods }) =>
  Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
);

test("every route file has its declaration, and every declaration its file", () => {
  const declared = Object.values(ENDPOINTS).map(({ path }) => path.replace(/\{(\w+)\}/g, "[$1]"));
  expect(files.length).toBeGreaterThan(30);
  expect(declared.sort()).toEqual(files.map(({ path }) => path).sort());
});

test.each(files.map(({ path, source }) => [path, source] as const))(
  "%s answers by its own declaration",
  (path, source) => {
    const names = [...source.matchAll(/\bserve\((\w+),/g)].map(([, name = ""]) => name);
    expect(names).toHaveLength(1);
    expect(ENDPOINTS[names[0] ?? ""]?.path.replace(/\{(\w+)\}/g, "[$1]")).toBe(path);
    // Next reads the one as a text; the other is how it gets at the handlers, all of them.
    expect(source).toContain('export const dynamic = "force-dynamic";');
    expect(source).toContain("export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(");
  },
);

test.each(Object.values(ENDPOINTS).map((endpoint) => [endpoint.path, endpoint] as const))(
  "%s names the parts of its path, each with a pattern",
  (path, { params = {} }) => {
    expect(Object.keys(params)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  },
);

test.each(operations)("%s says who may, and if anybody may, why", (_, { who }) => {
  if (who.kind === "allowed") expect(ACTIONS).toContain(who.action);
  else if (who.kind !== "demo") expect(who.why.length).toBeGreaterThan(20);
});

test.each(operations)("%s has an answer in one envelope, if it is JSON of ours", (_, { answer }) => {
  if (!(answer instanceof z.ZodType)) return;
  expect(answer).toBeInstanceOf(z.ZodObject);
  const { shape } = answer as z.ZodObject;
  // A `kind` would be taken for what a handler says of its answer.
  expect([Object.keys(shape).includes("data"), Object.keys(shape).includes("kind")]).toEqual([true, false]);
});

test("what may be read may be asked for with HEAD, unless it changes something", () => {
  const { callApi, oidcApi, sessionApi, usersApi, userApi } = ENDPOINTS;
  const allow = [callApi, oidcApi, sessionApi, usersApi, userApi].map((one) => one && allowedMethods(one));
  expect(allow).toEqual(["GET, HEAD, DELETE", "GET", "GET, HEAD, POST, DELETE", "GET, HEAD, POST", "PATCH, DELETE"]);
});
