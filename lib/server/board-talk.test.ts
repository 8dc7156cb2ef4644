import { expect, test } from "vitest";
import type { Visibility } from "@/lib/access/visibility";
import { aCall, aMessage } from "@/lib/calls/build";
import type { WholeOnBoard } from "@/lib/live/board-rows";
import { fakeClock } from "@/lib/live/testing";
import { type Changes, type LongPart, workOn } from "@/lib/redaction/redact-call";
import { createBoardTalk } from "./board-talk";

const VIEWER: Visibility = { masked: true, redacted: true, lines: true, raw: false };
const ADMIN: Visibility = { masked: false, redacted: false, lines: true, raw: true };
const CARD = "My card is 4111 1111 1111 1111.";

/** A call with enough talk to be looked through by the desk. */
function aWhole(id: string, last: string, more: Partial<WholeOnBoard> = {}): WholeOnBoard {
  const talk = Array.from({ length: 60 }, (_, place) => aMessage({ content: `This is line number ${place} of it.` }));
  const transcript = [...talk, aMessage({ content: CARD }), aMessage({ content: last })];
  const call = aCall({ id, transcript });
  return { call, contactName: "Jane Smith", campaignId: null, roster: [], omittedMessages: 0, isRead: true, ...more };
}

function aDesk({ answers = true } = {}) {
  const clock = fakeClock();
  const state = { answers, looks: 0, held: null as Promise<void> | null };
  const desk = {
    async look(part: Pick<LongPart, "lines" | "task">): Promise<Changes | null> {
      state.looks += 1;
      await state.held;
      return state.answers ? workOn(part.lines, part.task) : null;
    },
  };
  return { state, clock, talk: createBoardTalk({ desk, after: clock.after }) };
}

const wordsOf = (said: readonly { content: string }[] | null) => said?.map(({ content }) => content).join("\n") ?? null;

test("whoever may see everything has every spoken line at once, and nobody looks through anything", async () => {
  const { talk, state } = aDesk();
  const whole = aWhole("c1", "Bye.");
  await talk.prepare(ADMIN, [whole]);
  expect(wordsOf(talk.of(ADMIN, whole))).toContain("4111");
  expect(talk.of(ADMIN, whole)).toBe(talk.of(ADMIN, whole));
  expect(state.looks).toBe(0);
});

test("for others the talk is what they may see, looked through once a version however many ask", async () => {
  const { talk, state } = aDesk();
  const wholes = ["c1", "c2"].map((id) => aWhole(id, "Thank you, Jane."));
  await Promise.all([talk.prepare(VIEWER, wholes), talk.prepare(VIEWER, wholes)]);
  const looked = state.looks;
  expect(looked).toBeGreaterThan(1);
  for (const whole of wholes) {
    expect(wordsOf(talk.of(VIEWER, whole))).toContain("My card is [card number].");
    expect(wordsOf(talk.of(VIEWER, whole))).not.toMatch(/4111|Jane/);
  }
  await talk.prepare(VIEWER, wholes);
  expect(state.looks).toBe(looked);
});

test("what is not ready in time is not waited for: there is no talk yet, and later a new version", async () => {
  const { talk, state, clock } = aDesk();
  let open = () => {};
  state.held = new Promise((resolve) => {
    open = resolve;
  });
  const whole = aWhole("c1", "Bye.");
  const prepared = talk.prepare(VIEWER, [whole]);
  await clock.advance(400);
  await prepared;
  expect(talk.of(VIEWER, whole)).toBeNull();
  const before = talk.version(VIEWER);
  state.held = null;
  open();
  await talk.prepare(VIEWER, [whole]);
  expect(wordsOf(talk.of(VIEWER, whole))).toContain("Bye.");
  expect(talk.version(VIEWER)).not.toBe(before);
});

test("while the newest lines are looked through the talk is what it was before, unless another name is masked by now", async () => {
  const { talk, state, clock } = aDesk();
  await talk.prepare(VIEWER, [aWhole("c1", "The first.")]);
  state.held = new Promise(() => {});
  const [later, named] = [aWhole("c1", "The second."), aWhole("c1", "The second.", { contactName: "Joan Brown" })];
  const prepared = talk.prepare(VIEWER, [later]);
  await clock.advance(400);
  await prepared;
  expect(wordsOf(talk.of(VIEWER, later))).toMatch(/The first\.$/);
  expect(talk.of(VIEWER, named)).toBeNull();
});

test("nobody waits for calls that have gone on, and a call of which nothing is ready comes before them", async () => {
  const { talk, state, clock } = aDesk();
  const ids = ["c1", "c2", "c3"];
  await talk.prepare(
    VIEWER,
    ids.map((id) => aWhole(id, "The first.")),
  );
  let open = () => {};
  state.held = new Promise((resolve) => {
    open = resolve;
  });
  const later = ids.map((id) => aWhole(id, "The second."));
  const prepared = talk.prepare(VIEWER, later);
  await clock.advance(20);
  await prepared;
  const come = aWhole("c4", "Hello.");
  const asked = talk.prepare(VIEWER, [...later, come]);
  state.held = null;
  open();
  await asked;
  expect(wordsOf(talk.of(VIEWER, come))).toMatch(/Hello\.$/);
  const words = later.map((whole) => wordsOf(talk.of(VIEWER, whole))?.match(/The (first|second)\.$/)?.[1]);
  // What was begun is finished first; the others have to wait for the call of which nothing was known.
  expect(words).toContain("first");
});

test("a desk that cannot do it withholds nothing: the call has no talk, and is tried again with the next question", async () => {
  const { talk, state } = aDesk({ answers: false });
  const whole = aWhole("c1", "Bye.");
  await talk.prepare(VIEWER, [whole]);
  expect(talk.of(VIEWER, whole)).toBeNull();
  state.answers = true;
  await talk.prepare(VIEWER, [whole]);
  expect(wordsOf(talk.of(VIEWER, whole))).toMatch(/My card is \[card number\]\.\nBye\.$/);
});
