import { describe, expect, test } from "vitest";
import { ERROR_REASONS } from "@/lib/wire/reasons";
import { accessErrorWords } from "./access-words";
import { type ErrorSubject, errorWords } from "./error-words";

const REASONS = [...ERROR_REASONS, "offline", "bad_answer"] as const;
const SUBJECTS: ErrorSubject[] = ["board", "floor", "call", "shown", "calls", "settings", "cancel", "change"];

describe.each(SUBJECTS)("words about the %s", (subject) => {
  test("are different for every reason", () => {
    const said = REASONS.map((reason) => accessErrorWords(reason, subject));
    expect(new Set(said.map((words) => words.title)).size).toBe(REASONS.length);
    expect(new Set(said.map((words) => words.text)).size).toBe(REASONS.length);
  });
});

test("a page that never meets the reasons of signing in, links and settings still tells each from every other", () => {
  const said = REASONS.map((reason) => errorWords(reason, "board"));
  expect(new Set(said.map((words) => words.title)).size).toBe(REASONS.length);
  expect(errorWords("link_used", "board")).toMatchObject({ title: "Earshot refused this: link used", action: "none" });
});

test("a database that does not answer is told in one sentence wherever something is read, and never as a server out of reach", () => {
  const reading = (["board", "call", "shown", "calls", "settings"] as const).map((subject) =>
    errorWords("database_unavailable", subject),
  );
  expect(new Set(reading.map((words) => JSON.stringify(words))).size).toBe(1);
  for (const subject of SUBJECTS) {
    const { title, text } = errorWords("database_unavailable", subject);
    expect(title).toBe("Earshot's database does not answer");
    expect(text).toMatch(/Calls go on.*log/);
    expect(`${title} ${text}`).not.toMatch(/reached/);
  }
});

test("a call that goes while its page is open is no unknown call, and what was read of it stays", () => {
  const { title, text } = errorWords("call_not_found", "shown");
  expect(title).toBe("The call service does not know this call any more");
  expect(text).toContain("stays");
  expect(errorWords("call_not_found", "call").title).toBe("No such call");
});

test("a refused key names the setting to check", () => {
  expect(errorWords("key_rejected", "board")).toMatchObject({
    action: "check_key",
    text: expect.stringContaining("HEPPU_API_KEY"),
  });
});

test.each(["call_service_timeout", "offline", "bad_answer", "internal"] as const)(
  "after %s nobody claims to know whether the call was ended",
  (reason) => {
    expect(errorWords(reason, "cancel").text).toMatch(/not known/);
  },
);

test("what polls by itself is waited for; ending a call is repeated by a person only", () => {
  expect(errorWords("call_service_paused", "board").action).toBe("wait");
  expect(errorWords("call_service_paused", "cancel").action).toBe("retry");
});
