import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { allowedMethods } from "@/lib/wire/api/endpoint";
import { ENDPOINTS } from "@/lib/wire/api/registry";
import { ERROR_REASONS } from "@/lib/wire/reasons";
import { openApiDocument } from "./document";

type Operation = {
  operationId: string;
  security: Record<string, unknown>[];
  parameters?: { name: string; in: string }[];
  responses: Record<string, { description: string; headers: Record<string, unknown> }>;
};
type Item = Record<string, Operation> & { parameters?: { name: string }[] };
type Document = {
  info: { version: string };
  paths: Record<string, Item>;
  components: { securitySchemes: object; schemas: { Error: unknown }; headers: object };
};

/** As it goes over the wire. */
const DOCUMENT: Document = JSON.parse(JSON.stringify(openApiDocument("1.2.3")));
const operations = Object.values(DOCUMENT.paths).flatMap(({ parameters: _, ...methods }) => Object.values(methods));
const at = (path: string, method: string) => DOCUMENT.paths[path]?.[method];

describe("the document of our addresses", () => {
  test("is a valid OpenAPI 3.1 document, by somebody else's validator", async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(DOCUMENT))).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
    const { paths: _, ...withoutPaths } = DOCUMENT;
    const broken = { ...withoutPaths, paths: { "/x": { get: { responses: "none" } } } };
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  test("has every address with every method, and the product's version", () => {
    const listed = Object.entries(DOCUMENT.paths).map(([path, { parameters: _, ...methods }]) => [
      path,
      Object.keys(methods).map((method) => method.toUpperCase()),
    ]);
    const declared = Object.values(ENDPOINTS).map((one) => [
      one.path,
      allowedMethods(one)
        .split(", ")
        .filter((method) => method !== "HEAD"),
    ]);
    expect(listed).toEqual(declared);
    expect(DOCUMENT.info.version).toBe("1.2.3");
  });

  test("points at nothing that is not in it, and calls no two operations the same", () => {
    const text = JSON.stringify(DOCUMENT);
    const pointers = new Set([...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer = ""]) => pointer));
    expect(pointers.size).toBeGreaterThan(5);
    for (const pointer of pointers) {
      const found = pointer
        .split("/")
        .reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], DOCUMENT);
      expect(found, pointer).toBeTypeOf("object");
    }
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const schemes = new Set(operations.flatMap(({ security }) => security.flatMap((one) => Object.keys(one))));
    expect([...schemes].sort()).toEqual(Object.keys(DOCUMENT.components.securitySchemes).sort());
  });

  test("says by what somebody may be known, as the rule of who may has it", () => {
    const of = (path: string, method = "get") => at(path, method)?.security;
    expect(of("/api/v1/live")).toEqual([{ session: [] }, { token: [] }, { screen: [] }]);
    expect(of("/api/v1/calls/{callId}", "delete")).toEqual([{ session: [] }, { token: [] }]);
    expect(of("/api/v1/users")).toEqual([{ session: [] }]);
    expect(of("/api/v1/settings")).toEqual([{ session: [] }]);
    expect(of("/api/v1/shared/{shareId}")).toEqual([{ share: [] }]);
    expect(of("/api/v1/session", "post")).toEqual([{}]);
  });

  test("names every reason of a refusal somewhere, and each with its sentence", () => {
    const all = operations.flatMap(({ responses }) => Object.values(responses).map(({ description }) => description));
    for (const reason of ERROR_REASONS)
      expect(
        all.some((words) => words.includes(`\`${reason}\`: `)),
        reason,
      ).toBe(true);
    expect(JSON.stringify(DOCUMENT.components.schemas.Error)).toContain('"key_rejected"');
  });

  test("tells of versions and their age where an answer has them, and how long to wait where waiting helps", () => {
    const live = at("/api/v1/live", "get");
    const responses = live?.responses ?? {};
    expect(Object.keys(responses)).toEqual(["200", "304", "400", "401", "403", "429", "500", "502", "503", "504"]);
    for (const status of ["200", "304"]) expect(responses[status]?.headers).toHaveProperty("Earshot-As-Of");
    expect(responses["503"]?.headers).toHaveProperty("Retry-After");
    expect(live?.parameters?.map(({ name }) => name)).toEqual(["masked", "q", "since", "If-None-Match"]);
  });

  test("has the numbers of a query as numbers, and its words without the pattern they are read by", () => {
    const limit = at("/api/v1/calls", "get")?.parameters?.find(({ name }) => name === "limit");
    expect(limit).toEqual({
      name: "limit",
      in: "query",
      description: "a whole number from 1 to 100",
      schema: { type: "integer", minimum: 1, maximum: 100 },
    });
  });
});
