import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roleWithoutName, speakerOf } from "./speaker";
import { hasWords, isSpoken, lineKind } from "./speech";

describe("speakerOf", () => {
  const roles = {
    agent:
      "assistant Assistant agent AGENT bot Bot ai AI model llm assistant_agent virtual_agent virtual-agent VirtualAgent " +
      "ai_agent AI-Assistant voicebot agent-1 agent_2 agent: [agent] ivr",
    caller: "user User caller customer human client Contact end_user end-user user_4821 user1 (caller) callee",
    other:
      "tool system constructor __proto__ toString supervisor operator colleague human_agent live-agent speaker_0 " +
      "1 ? Maria agentuser",
  } as const;
  const table = Object.entries(roles).flatMap(([speaker, names]) => names.split(" ").map((role) => [role, speaker]));

  it.each([...table, [" user ", "caller"], ["AI Agent", "agent"], ["", "other"], ["Maria Lopez", "other"]])(
    "gives a line of %j to the %s",
    (role, speaker) => {
      expect(speakerOf(`${role}`)).toBe(speaker);
    },
  );

  it("answers the same however often it is asked, for any role", () => {
    fc.assert(
      fc.property(fc.string(), (role) => {
        expect(speakerOf(role)).toBe(speakerOf(role));
        expect(["agent", "caller", "other"]).toContain(speakerOf(role));
      }),
    );
  });
});

describe("hasWords", () => {
  it.each([
    "Yes.",
    "12",
    "ok",
    "是",
    "نعم",
    "😀",
    "(inaudible)",
    "[unintelligible]",
    "[silence] Hello?",
    "Hello [silence]",
    "(555) 010",
    "[12]",
    "*really*",
    "<Maria>",
    "No music",
    "Silence",
  ])("finds words in %j", (text) => {
    expect(hasWords(text)).toBe(true);
  });

  it.each([
    "",
    " ",
    "\n\t",
    "\u00a0",
    "\u3164",
    "\u115f\u1160\uffa0",
    "\u2800",
    "\u200b",
    "\u200b\u200d\ufeff",
    "\u2060",
    "\0",
    "\u202e",
    "…",
    "...",
    " … ",
    "-",
    "—",
    "?",
    "?!",
    ".",
    "[silence]",
    "[SILENCE]",
    "(silence)",
    "<silence>",
    "[ Silence ]",
    "[BLANK_AUDIO]",
    "[no speech]",
    "(background noise)",
    "[pause 2s]",
    "*coughs*",
    "♪ music ♪",
    "♪",
    "[music] [noise]",
    "[silence]…",
    "[...]",
    "()",
  ])("finds none in %j", (text) => {
    expect(hasWords(text)).toBe(false);
  });

  it("is quick with a line of nothing but brackets", () => {
    const startedMs = performance.now();
    for (const sign of ["[", "(", "<", "{", "*", "♪", "[[silence]"]) hasWords(`${sign.repeat(20_000)}a`);
    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});

describe("isSpoken", () => {
  const heard = ["assistant", "user", "colleague", "unknown", ""];
  const silent = [
    "tool",
    "System",
    " tool-result",
    "function_call_output",
    "systemPrompt",
    "developer",
    "dtmf",
    "DTMF",
  ];
  const machines = ["agent_handoff", "agent-action", "handover", "hand_off", "key_press", "event"];

  it.each(heard)("hears words of the role %j", (role) => {
    expect(isSpoken({ role, content: "Hello." })).toBe(true);
  });

  it.each(heard)("hears nothing in a line without words of the role %j", (role) => {
    expect(isSpoken({ role, content: "" })).toBe(false);
    expect(isSpoken({ role, content: "\u200b…" })).toBe(false);
  });

  it.each([...silent, ...machines])("never hears the role %j", (role) => {
    expect(isSpoken({ role, content: "Hello." })).toBe(false);
  });
});

describe("lineKind", () => {
  it.each([
    ["speech", { role: "assistant", content: "One moment.", event: "Tool · lookup_order" }],
    ["event", { role: "assistant", content: "", event: "Tool · lookup_order" }],
    ["event", { role: "tool", content: "{}" }],
    ["event", { role: "dtmf", content: "5" }],
    ["empty", { role: "user", content: "" }],
    ["empty", { role: "assistant", content: "…" }],
  ])("is %s for %j", (kind, line) => {
    expect(lineKind(line)).toBe(kind);
  });
});

describe("roleWithoutName", () => {
  it.each([
    ["assistant", "assistant"],
    [" User", "user"],
    ["bot", "bot"],
    ["user_4821", "user"],
    ["Jane Smith", "other"],
    ["+14155552671", "other"],
    ["__proto__", "other"],
  ])("tells of %j only %j", (role, told) => {
    expect(roleWithoutName(role)).toBe(told);
  });
});
