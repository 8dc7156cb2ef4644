import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { AppRouterContext, type AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { PathnameContext, SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { PageBuild } from "@/components/shell/loaded-part";
import { setPaused } from "@/components/shell/pause";
import { type Viewer, ViewerContext } from "@/components/shell/viewer";
import { sawBuild } from "@/lib/wire/build-seen";
import { HEADERS } from "@/lib/wire/headers";
import { monotonicMs } from "@/lib/wire/monotonic";

/**
 * Test code: a part of a page drawn alone, in a DOM without a layout, for what a browser is too dear to prove: which
 * words stand there in which state, and what the keys do. The file that uses it names its environment, happy-dom.
 */

// A busy machine takes its time; a second would be a flake.
configure({ asyncUtilTimeout: 10_000 });

/** What a part asked our server for. */
type Asked = { method: string; path: string; body: unknown };
type Answer = { status?: number; body: unknown } | "away";

/** What our server answers, by "METHOD /path" without the query; anything else is a failure of the test. */
const answers = new Map<string, Answer | ((asked: Asked) => Answer | Promise<Answer>)>();
let asked: Asked[] = [];

async function answerTo(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const path = String(input instanceof Request ? input.url : input);
  const method = init.method ?? "GET";
  const question = { method, path, body: init.body === undefined ? undefined : JSON.parse(String(init.body)) };
  asked.push(question);
  const known = answers.get(`${method} ${path.split("?")[0]}`);
  if (known === undefined) throw new Error(`Nobody answers ${method} ${path}.`);
  const answer = typeof known === "function" ? await known(question) : known;
  if (answer === "away") throw new TypeError("Failed to fetch");
  const now = new Date().toISOString();
  const headers = { "content-type": "application/json", [HEADERS.now]: now, [HEADERS.asOf]: now };
  return new Response(JSON.stringify(answer.body), { status: answer.status ?? 200, headers });
}

/** The version the page is of, and the server too unless a test says otherwise. */
const BUILD = "build-1";

/** Before each test (around-drawn.ts): nobody has asked anything, and no other version has answered. */
export function beginDrawing(): void {
  sawBuild(BUILD, monotonicMs());
  answers.clear();
  asked = [];
  vi.stubGlobal("fetch", answerTo);
}

/** After each test: nothing of it is there any more. */
export function endDrawing(): void {
  cleanup();
  // What a library keeps beside our parts (a chart's span for measuring words) is there for its own test alone.
  document.body.replaceChildren();
  sessionStorage.clear();
  setPaused(false);
  vi.unstubAllGlobals();
  vi.useRealTimers();
}

/** @param route "METHOD /path" without the query */
export function serverAnswers(route: string, answer: Answer | ((asked: Asked) => Answer | Promise<Answer>)): void {
  answers.set(route, answer);
}

/** What was asked so far, oldest first. */
export const askedOfServer = (): readonly Asked[] => asked;

/** An answer that says no, in our words. */
export const refusedWith = (status: number, reason: string): Answer => ({
  status,
  body: { error: { message: "refused", code: status, reason, requestId: "req_1" } },
});

const ADMIN: NonNullable<Viewer["person"]> = {
  name: "Ada Admin",
  id: "usr_ada",
  email: "ada@example.com",
  role: "admin",
  may: [],
};

/** A dialog whose code is loaded late, once it is there and not only the place that is kept for it. */
export async function wholeDialog(name: string) {
  return waitFor(() => {
    const dialog = within(document.body).getByRole("dialog", { name });
    if (dialog.querySelector("[data-lazy-part]") !== null) throw new Error(`“${name}” is not there.`);
    return within(dialog);
  });
}

/** Somebody who looks at the page: an admin unless told otherwise. */
export const aPerson = (fields: Partial<typeof ADMIN> = {}): Viewer => ({
  mode: "on",
  person: { ...ADMIN, ...fields },
});

type Place = { viewer?: Viewer; path?: string; search?: string };

/**
 * Draws a part as a page would, and somebody at its keyboard and mouse.
 * @returns also where the router was sent, and `draw`, which draws the same place anew with other props
 */
export function drawn(part: ReactNode, { viewer = aPerson(), path = "/", search = "" }: Place = {}) {
  const went: string[] = [];
  const nowhere = () => undefined;
  const router = {
    push: (to: string) => went.push(to),
    replace: (to: string) => went.push(to),
    back: nowhere,
    forward: nowhere,
    refresh: nowhere,
    prefetch: nowhere,
  } as unknown as AppRouterInstance;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const around = (inner: ReactNode) => (
    <AppRouterContext value={router}>
      <PathnameContext value={path}>
        <SearchParamsContext value={new URLSearchParams(search)}>
          <QueryClientProvider client={client}>
            <ViewerContext value={viewer}>
              <PageBuild value={BUILD}>{inner}</PageBuild>
            </ViewerContext>
          </QueryClientProvider>
        </SearchParamsContext>
      </PathnameContext>
    </AppRouterContext>
  );
  const screen = render(around(part));
  return {
    ...screen,
    client,
    went,
    user: userEvent.setup(),
    draw: (next: ReactNode) => screen.rerender(around(next)),
    /** all text that stands there, blanks made one */
    text: () => (document.body.textContent ?? "").replace(/\s+/g, " "),
  };
}
