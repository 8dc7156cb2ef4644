import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { settings } from "@/lib/settings/settings";
import { allowedMethods, type Endpoint, METHODS, type Method, type Operation, type Who } from "@/lib/wire/api/endpoint";
import { readQuery } from "@/lib/wire/api/query";
import { RequestError } from "@/lib/wire/request-error";
import { actorOf } from "../actor";
import type { Answer } from "../answer";
import { authorize, authorizeSignedIn } from "../authorize";
import { readChange, requireOwnPage } from "./change";
import { errorAnswer, wrongMethod } from "./errors";
import { noStore, route } from "./route";
import { send } from "./send";

/** An answer with more than its body. */
type Done<T> = {
  kind: "done";
  answer: T;
  /** the declared one where nothing is said */
  status?: number;
  /** Set-Cookie headers */
  cookies?: string[];
};

/** What a handler gives back: the declared answer by itself, with more to it, as a version many share, or a refusal. */
type Result<T> = T | Done<T> | Answer<T> | Response;

type Actors<Asking extends Who> = Asking extends { kind: "unasked" } ? null : Actor;
type Values<Declared> = Declared extends { schema: infer Schema extends z.ZodType } ? z.output<Schema> : null;
type Body<Declared> = Declared extends z.ZodType ? z.output<Declared> : null;
/** No answer of ours has a `kind` at its top: that tells it from what a handler says about it. */
type Told<Declared> = Declared extends z.ZodType ? z.input<Declared> : never;

type Asked<Declared extends Operation, Params> = {
  request: Request;
  /** who asks; null where that does not matter */
  actor: Actors<Declared["who"]>;
  params: { [Name in keyof Params]: string };
  query: Values<Declared["query"]>;
  body: Body<Declared["body"]>;
};

type Handler<Declared, Params> = Declared extends Operation
  ? (asked: Asked<Declared, Params>) => Result<Told<Declared["answer"]>> | Promise<Result<Told<Declared["answer"]>>>
  : never;

type Handlers<Declared extends Endpoint> = {
  [Name in keyof Declared["methods"]]: Handler<Declared["methods"][Name], Declared["params"]>;
};

type Context = { params: Promise<object> } | undefined;
type RouteHandler = (request: Request, context: Context) => Promise<Response>;
type Exported = Record<Method | "HEAD" | "OPTIONS", RouteHandler>;

/**
 * The handlers of a route file, from what the address says of itself. Each finds out who asks, refuses changes that come
 * from elsewhere or too often, reads path, query and body, and asks whether this actor may do this at all, in this order;
 * whatever a handler calls asks again, for the very thing. Methods that are not declared are answered 405.
 */
export function serve<Declared extends Endpoint>(declared: Declared, handlers: Handlers<Declared>): Exported {
  const refused: RouteHandler = async () => wrongMethod(allowedMethods(declared))();
  const all = { HEAD: refused, OPTIONS: refused } as Exported;
  for (const method of METHODS) {
    const operation = declared.methods[method];
    const handle = (handlers as Partial<Record<Method, AnyHandler>>)[method];
    all[method] = operation && handle ? handlerOf(declared, method, operation, handle) : refused;
  }
  if (declared.methods.GET?.hasHead !== false) all.HEAD = all.GET;
  return all;
}

type AnyAsked = { request: Request; actor: Actor | null; params: object; query: unknown; body: unknown };
type AnyHandler = (asked: AnyAsked) => Result<unknown> | Promise<Result<unknown>>;

function handlerOf(declared: Endpoint, method: Method, operation: Operation, handle: AnyHandler): RouteHandler {
  const { who, limit, status, bodyMayBeMissing } = operation;
  return route(async (request, context: Context) => {
    if (who.kind === "demo" && settings().auth !== "demo") throw new RequestError("not_found");
    const actor = who.kind === "unasked" ? null : await actorOf(request.headers);
    const asking = actor ?? { kind: "anonymous" as const };
    let body: unknown = null;
    if (operation.body !== undefined)
      body = await readChange(request, asking, operation.body, { kind: limit, mayBeMissing: bodyMayBeMissing });
    else if (method !== "GET") requireOwnPage(request, asking, limit);
    const params = readParams(declared, (await context?.params) ?? {});
    const query = operation.query === undefined ? null : queryOf(operation.query, request);
    if (who.kind === "allowed") await (who.signedInOnly ? authorizeSignedIn : authorize)(asking, who.action);
    return responseOf(request, await handle({ request, actor, params, query, body }), { status, query });
  });
}

function readParams({ params = {} }: Endpoint, given: object): object {
  for (const [name, { pattern, refusal }] of Object.entries(params)) {
    const text: unknown = Reflect.get(given, name);
    if (refusal !== null && !(typeof text === "string" && pattern.test(text))) throw new RequestError(refusal);
  }
  return given;
}

function queryOf(query: NonNullable<Operation["query"]>, request: Request): unknown {
  const read = readQuery(query, new URL(request.url).searchParams);
  if ("problem" in read) throw new RequestError("invalid_request", { message: read.problem });
  return read.values;
}

type Said = { status: number | undefined; query: unknown };

async function responseOf(
  request: Request,
  result: Result<unknown>,
  { status: declaredStatus, query }: Said,
): Promise<Response> {
  if (result instanceof Response) return result;
  if (!isAbout(result)) return noStore(result, declaredStatus);
  if (result.kind === "error") return errorAnswer(result.reason, result);
  if (result.kind === "answer") return send(request, result, sinceOf(query));
  const response = noStore(result.answer, result.status ?? declaredStatus);
  for (const cookie of result.cookies ?? []) response.headers.append("Set-Cookie", cookie);
  return response;
}

/** The version whose changes are asked for, where the address has them. */
function sinceOf(query: unknown): string | null {
  const since: unknown = typeof query === "object" && query !== null ? Reflect.get(query, "since") : null;
  return typeof since === "string" ? since : null;
}

const isAbout = (result: unknown): result is Done<unknown> | Answer<unknown> =>
  typeof result === "object" && result !== null && "kind" in result;
