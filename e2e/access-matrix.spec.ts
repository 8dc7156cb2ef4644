import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { reasonsOf } from "@/lib/wire/api/operation-reasons";
import { errorAnswerSchema } from "@/lib/wire/contract";
import type { Guarded } from "./support/access";
import { holdsKey, holdsKeyAnywhere } from "./support/canary";
import { type Answered, ask } from "./support/http";
import {
  addressesInTree,
  askCell,
  type Credentials,
  credentialsOn,
  type Place,
  ROWS,
  type Row,
  uniqueOffset,
  WHO,
} from "./support/matrix";
import { expect, newCallId, test } from "./support/test";
import type { Upstream } from "./support/upstream";

/** Stands in every call of these tests, and in no page that shows no call. */
const AGENT = "Agent of the matrix";

test("every page and every method of every handler has its row, and every row its file", () => {
  const { asked } = addressesInTree();
  expect(asked.length).toBeGreaterThan(50);
  expect(ROWS.map(({ address }) => address).sort()).toEqual(asked);
});

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What an answer was, in the words of a cell. */
function outcomeOf(row: Row, { status, headers, text }: Answered): string {
  if (status >= 300 && status < 400) {
    const to = new URL(String(headers.location), "http://localhost");
    return to.pathname === "/sign-in" ? "sign-in" : `to:${to.pathname}`;
  }
  if (row.address.startsWith("PAGE "))
    return status === 200 && !text().includes(AGENT) ? "empty" : status === 200 ? "ok" : String(status);
  if (status < 300) return "ok";
  const envelope = errorAnswerSchema.safeParse(parsedOrNull(text()));
  return envelope.success ? envelope.data.error.reason : `${status} without our envelope`;
}

/** Whether the answer has the shape, or the refusal a reason, that the address says it can have; nothing more, nothing less. */
function isAsDeclared({ declared }: Row, outcome: string, { status, headers, text }: Answered): boolean {
  if (declared === null) return true;
  const { endpoint, method, operation } = declared;
  if (outcome !== "ok") return reasonsOf(endpoint, method, operation).some((reason) => reason === outcome);
  const { answer, otherStatuses = {} } = operation;
  if (status !== (operation.status ?? 200) && otherStatuses[status] === undefined) return false;
  if (!(answer instanceof z.ZodType)) return String(headers["content-type"]).startsWith(String(answer.mediaType));
  const sent = parsedOrNull(text());
  const read = answer.safeParse(sent);
  // As JSON: reading adds to a call what no JSON has.
  return read.success && isDeepStrictEqual(JSON.parse(JSON.stringify(read.data)), sent);
}

/** Asked for by nobody so far; over, so that the board does not read it for those who have looked at that. */
async function freshCall(upstream: Upstream): Promise<string> {
  const id = newCallId();
  const agent = { id: null, name: AGENT, type: "voice" };
  await upstream.put({ id, status: "completed", summary: "Done.", phoneNumber: "+14155552671", agent });
  return id;
}

async function cells(guarded: Guarded, upstream: Upstream, rows: Row[], look: (cell: Cell) => void | Promise<void>) {
  const first = await freshCall(upstream);
  const { credentials, share } = await credentialsOn(guarded, first);
  for (const row of rows) {
    for (const who of WHO) {
      if (row.cells[who] === "-") continue;
      const callId = /calls|shares/.test(row.address) ? await freshCall(upstream) : first;
      const place = { callId, share, unique: `${who}-${newCallId()}`.toLowerCase().replaceAll("_", "-") };
      const answer = await askCell(guarded.url, row, credentials[who], place);
      await look({ row, who, place, answer, credentials });
    }
  }
}
type Cell = { row: Row; who: (typeof WHO)[number]; place: Place; answer: Answered; credentials: Credentials };

/** What the call service's log would show of a refused question, had it been passed on; null for other addresses. */
function markOf({ address }: Row, { callId }: Place): string | null {
  if (!/ \/(api\/v1\/)?calls/.test(address)) return null;
  return address === "GET /api/v1/calls" ? `offset=${uniqueOffset(callId)}` : `/calls/${callId}`;
}

test("each route, method and page answers each role as its row says, nobody with the call service's key, and whoever is refused a call or the list makes the call service be asked nothing", async ({
  guarded,
  upstream,
}) => {
  test.slow();
  const wrong: string[] = [];
  const leaks: string[] = [];
  const unlike: string[] = [];
  const denied = new Map<string, string>();
  await cells(guarded, upstream, ROWS, ({ row, who, place, answer }) => {
    if (holdsKeyAnywhere(answer)) leaks.push(`${row.address}, ${who}`);
    const outcome = outcomeOf(row, answer);
    const mark = markOf(row, place);
    if (mark !== null && outcome !== "ok") denied.set(mark, `${row.address}, ${who}: ${outcome}`);
    if (!isAsDeclared(row, outcome, answer)) unlike.push(`${row.address}, ${who}: ${outcome}`);
    const expected = row.cells[who];
    // Of a page only what it shows of a call matters here, where it could show one.
    const isSame =
      outcome === expected || (outcome === "empty" && expected === "ok" && !row.address.includes("[callId]"));
    if (!isSame) wrong.push(`${row.address}, ${who}: ${outcome} instead of ${expected}`);
  });
  expect(wrong).toEqual([]);
  expect(leaks).toEqual([]);
  expect(unlike).toEqual([]);
  expect(holdsKey(guarded.output())).toBe(false);

  expect(denied.size).toBeGreaterThan(15);
  const asked = (await upstream.requests()).map(({ path }) => path);
  const passedOn = [...denied].filter(([mark]) => asked.some((path) => path.includes(mark)));
  expect(passedOn.map(([, cell]) => cell)).toEqual([]);
  // What was allowed is there, so the log would have shown the rest.
  expect(asked.some((path) => path.includes("offset="))).toBe(true);
});

test("a method that an address does not have is refused alike for everybody, before anything else", async ({
  guarded,
}) => {
  const { refused } = addressesInTree();
  expect(refused.length).toBeGreaterThan(80);
  const place = { callId: newCallId(), share: { id: "0".repeat(24), secret: "" }, unique: "x" };
  const admin = { cookie: await guarded.asRole("admin") };
  const wrong: string[] = [];
  for (const address of refused) {
    const [method = "", path = ""] = address.split(" ");
    const concrete = path.replace("[callId]", place.callId).replace(/\[\w+\]/, place.share.id);
    for (const headers of [{}, admin]) {
      const { status } = await ask(guarded.url, concrete, { method, headers });
      if (status !== 405) wrong.push(`${address}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});
