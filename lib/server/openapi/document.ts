import type { z } from "zod";
import { type Endpoint, METHODS, type Method, type Operation, TOPICS } from "@/lib/wire/api/endpoint";
import { reasonsOf } from "@/lib/wire/api/operation-reasons";
import { ENDPOINTS } from "@/lib/wire/api/registry";
import { errorAnswerSchema } from "@/lib/wire/contract";
import { jsonSchemaOf, RESPONSE_HEADERS, responsesOf } from "./responses";
import { SECURITY_SCHEMES, securityOf, whoInWords } from "./security";

const DESCRIPTION = `Live calls of AI voice agents, and who may see them.

A program sends an access token as \`x-api-key\`. What changes something comes from Earshot's own pages or with a token. Of
whatever is refused, \`error.reason\` says why; \`error.message\` is for people and may change. Times are ISO 8601.`;

/** Every address of ours as an OpenAPI 3.1 document, made of what the addresses say of themselves. @param version the product's */
export function openApiDocument(version: string): Record<string, unknown> {
  const paths = Object.entries(ENDPOINTS).map(([name, endpoint]) => [endpoint.path, pathItem(name, endpoint)]);
  return {
    openapi: "3.1.1",
    info: { title: "Earshot", version, description: DESCRIPTION, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: "/" }],
    tags: TOPICS.map((name) => ({ name })),
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Error: jsonSchemaOf(errorAnswerSchema) },
      headers: Object.fromEntries(
        Object.entries(RESPONSE_HEADERS).map(([name, description]) => [
          name,
          { description, schema: { type: "string" } },
        ]),
      ),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function pathItem(name: string, endpoint: Endpoint): Record<string, unknown> {
  const { params = {}, methods } = endpoint;
  const parameters = Object.entries(params).map(([param, { pattern, what }]) => ({
    name: param,
    in: "path",
    required: true,
    description: what,
    schema: { type: "string", pattern: pattern.source },
  }));
  const operations = METHODS.flatMap((method) => {
    const operation = methods[method];
    return operation === undefined ? [] : [[method.toLowerCase(), operationItem(name, endpoint, method, operation)]];
  });
  return { ...(parameters.length > 0 && { parameters }), ...Object.fromEntries(operations) };
}

function operationItem(
  name: string,
  endpoint: Endpoint,
  method: Method,
  operation: Operation,
): Record<string, unknown> {
  const { summary, who, body, bodyMayBeMissing = false } = operation;
  const parameters = parametersOf(operation);
  return {
    operationId: `${method.toLowerCase()}${name.charAt(0).toUpperCase()}${name.slice(1).replace(/Api$/, "")}`,
    tags: [endpoint.topic],
    summary,
    description: `Who may: ${whoInWords(who)}.`,
    security: securityOf(who),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: requestBodyOf(body, !bodyMayBeMissing) }),
    responses: responsesOf(operation, reasonsOf(endpoint, method, operation)),
  };
}

const requestBodyOf = (body: z.ZodType, required: boolean) => ({
  required,
  content: { "application/json": { schema: jsonSchemaOf(body) } },
});

function parametersOf({ query, isVersioned = false }: Operation): Record<string, unknown>[] {
  const version = {
    name: "If-None-Match",
    in: "header",
    description: "the ETag of the version that the client has",
    schema: { type: "string" },
  };
  return [...(query === undefined ? [] : queryParameters(query.schema)), ...(isVersioned ? [version] : [])];
}

function queryParameters(schema: z.ZodObject): Record<string, unknown>[] {
  const { properties = {} } = jsonSchemaOf(schema) as { properties?: Record<string, Record<string, unknown>> };
  return Object.entries(properties).map(([name, { description, ...field }]) => ({
    name,
    in: "query",
    ...(description !== undefined && { description }),
    schema: field,
  }));
}
