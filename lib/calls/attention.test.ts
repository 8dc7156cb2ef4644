import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attentionOf, DEFAULT_ATTENTION_SETTINGS } from "./attention";
import { ATTENTION_REASONS } from "./attention-reasons";
import { attentionRank, attentionSentence } from "./attention-said";
import { type AttentionWords, DEFAULT_ATTENTION_WORDS, UPSET_KINDS } from "./attention-words";
import { attentionSchema } from "./board";
import { aCall, anAttention, aParticipant, aRoom, at, BUILD_START_MS } from "./build";
import type { Call, Message } from "./call";
import { type Observation, observe } from "./observation";
import { wordsOf } from "./phrases";
import { readingOf, timesAsDear } from "./testing";

const line = (role: string, second: number | null, content = "That is all I can tell you."): Message => ({
  role,
  content,
  timestamp: second === null ? null : at(second * 1000),
});
const NOTHING: Observation = {
  roomGoneSinceMs: null,
  agentGoneSinceMs: null,
  ringingSinceMs: null,
  caller: { isTold: false, presumed: null, beside: [] },
  roster: [],
};

type Situation = {
  seconds: number;
  call?: Partial<Call>;
  seen?: Partial<Observation>;
  ageMs?: number | null;
};

/** The reasons of a call `seconds` after its start; unless told otherwise nothing is wrong but what the call says. */
function judge({ seconds, call, seen, ageMs = 0 }: Situation, settings = DEFAULT_ATTENTION_SETTINGS) {
  return attentionOf(
    {
      call: aCall({ transcript: [], ...call }),
      observation: { ...NOTHING, ...seen },
      staleForMs: ageMs,
      nowMs: BUILD_START_MS + seconds * 1000,
    },
    settings,
  );
}
const told = (situation: Situation) => judge(situation).map(({ reason, severity }) => `${reason} ${severity}`);
const COLLEAGUE = aParticipant({ identity: "maria", name: "Maria Lopez" });
const TAKEN_OVER = aRoom({ participants: [aParticipant(), COLLEAGUE] });

describe("attentionOf", () => {
  const roomGone = { roomGoneSinceMs: BUILD_START_MS };
  const alone = { agentGoneSinceMs: BUILD_START_MS };
  const callerSpoke = { transcript: [line("assistant", 1), line("user", 100)] };
  const agentSpoke = { transcript: [line("user", 1), line("assistant", 100)] };
  const ringing = { status: "ringing", startedAt: null, createdAt: at(0), liveRoomStatus: null };

  it.each<[string, Situation, string[]]>([
    ["nothing of a call that goes well", { seconds: 105, call: callerSpoke }, []],
    ["nothing before 15 s of an empty room", { seconds: 14.9, seen: roomGone }, []],
    ["stuck after 15 s of an empty room", { seconds: 15, seen: roomGone }, ["stuck critical"]],
    [
      "only stuck where nobody is left to speak",
      { seconds: 200, call: callerSpoke, seen: roomGone },
      ["stuck critical"],
    ],
    ["nothing before 10 s alone", { seconds: 9.9, seen: alone }, []],
    ["caller alone after 10 s", { seconds: 10, seen: alone }, ["caller_alone critical"]],
    ["nothing 9.9 s after the caller spoke", { seconds: 109.9, call: callerSpoke }, []],
    ["agent silent 10 s after the caller spoke", { seconds: 110, call: callerSpoke }, ["agent_silent warning"]],
    ["agent silent, critical after 20 s", { seconds: 120, call: callerSpoke }, ["agent_silent critical"]],
    ["agent silent and not dead air after 31 s", { seconds: 131, call: callerSpoke }, ["agent_silent critical"]],
    ["nothing 29.9 s after the agent spoke", { seconds: 129.9, call: agentSpoke }, []],
    ["dead air 30 s after the agent spoke", { seconds: 130, call: agentSpoke }, ["dead_air warning"]],
    [
      "dead air after a colleague's line",
      { seconds: 140, call: { transcript: [line("colleague", 100)] } },
      ["dead_air warning"],
    ],
    [
      "the agent silent through its tool's noise",
      { seconds: 112, call: { transcript: [line("user", 100), line("tool", 111)] } },
      ["agent_silent warning"],
    ],
    [
      "a colleague's answer as an answer",
      { seconds: 112, call: { transcript: [line("user", 90), line("colleague", 100)] } },
      [],
    ],
    [
      "no silent agent where a colleague took over, but dead air",
      { seconds: 131, call: { ...callerSpoke, liveRoomStatus: TAKEN_OVER } },
      ["dead_air warning"],
    ],
    [
      "the agent silent through its call of a tool",
      {
        seconds: 146,
        call: {
          transcript: [line("assistant", 96), line("user", 100), { ...line("assistant", 102, ""), event: "Tool" }],
        },
      },
      ["agent_silent critical"],
    ],
    [
      "the agent silent through lines without words",
      { seconds: 120, call: { transcript: [line("user", 100), line("assistant", 102, "…"), line("bot", 103, " ")] } },
      ["agent_silent critical"],
    ],
    [
      "no waiting caller whose line has no words",
      { seconds: 125, call: { transcript: [line("assistant", 100), line("user", 101, "[silence]")] } },
      [],
    ],
    [
      "the agent silent under other names",
      { seconds: 120, call: { transcript: [line("virtual_agent", 96), line("Customer", 100)] } },
      ["agent_silent critical"],
    ],
    ["nothing of silence before anybody spoke", { seconds: 300, call: { transcript: null } }, []],
    [
      "nothing of silence when the last line has no time",
      { seconds: 300, call: { transcript: [line("user", null)] } },
      [],
    ],
    ["nothing of a line from the future", { seconds: 10, call: { transcript: [line("user", 9999)] } }, []],
    ["nothing before 45 s of ringing", { seconds: 44.9, call: ringing }, []],
    ["ringing long after 45 s", { seconds: 45, call: ringing }, ["ringing_long warning"]],
    ["long setting up as well", { seconds: 45, call: { ...ringing, status: "initiated" } }, ["ringing_long warning"]],
    [
      "nothing but ringing before the call is active",
      { seconds: 45, call: { ...ringing, ...callerSpoke } },
      ["ringing_long warning"],
    ],
    [
      "ringing from when it was seen, where the call was created long before",
      { seconds: 30, call: { ...ringing, createdAt: at(-3_600_000) }, seen: { ringingSinceMs: BUILD_START_MS } },
      [],
    ],
    [
      "ringing from when it was seen, where nobody says when it was created",
      { seconds: 45, call: { ...ringing, createdAt: null }, seen: { ringingSinceMs: BUILD_START_MS } },
      ["ringing_long warning"],
    ],
    ["nothing of ringing without any time", { seconds: 999, call: { ...ringing, createdAt: null } }, []],
    ["nothing before 600 s", { seconds: 599.9 }, []],
    ["long call after 600 s", { seconds: 600 }, ["long_call warning"]],
    ["long call, critical after 1,200 s", { seconds: 1200 }, ["long_call critical"]],
    ["no long call without a start", { seconds: 1200, call: { startedAt: null } }, []],
    ["nothing of data that is old, however old", { seconds: 60, ageMs: 45_000 }, []],
    ["nothing of old data of a ringing call", { seconds: 20, call: ringing, ageMs: 15_000 }, []],
    ["nothing of age before the first reading", { seconds: 60, ageMs: null }, []],
    [
      "no silent agent in an outage: silence is judged when the data was true",
      { seconds: 160, call: callerSpoke, ageMs: 55_000 },
      [],
    ],
    [
      "a silent agent that was silent before the outage",
      { seconds: 160, call: callerSpoke, ageMs: 45_000 },
      ["agent_silent warning"],
    ],
    [
      "nothing of a call that has ended",
      { seconds: 9999, call: { ...callerSpoke, status: "completed" }, seen: roomGone },
      [],
    ],
    ["nothing of a call yet to come", { seconds: 9999, call: { status: "scheduled" } }, []],
    ["nothing of a status it does not know", { seconds: 9999, call: { ...callerSpoke, status: "wrapping_up" } }, []],
    [
      "all that is wrong, most urgent first",
      { seconds: 700, call: callerSpoke, seen: alone, ageMs: 10_000 },
      ["caller_alone critical", "agent_silent critical", "long_call warning"],
    ],
  ])("tells %s", (_, situation, expected) => {
    expect(told(situation)).toEqual(expected);
  });

  it("judges an unobserved call by what it says", () => {
    const input = { call: aCall(callerSpoke), staleForMs: null, nowMs: BUILD_START_MS + 110_000 };
    expect(attentionOf({ ...input, observation: null }, DEFAULT_ATTENTION_SETTINGS)).toMatchObject([
      { reason: "agent_silent" },
    ]);
  });

  it("goes by the thresholds it is given", () => {
    const settings = { ...DEFAULT_ATTENTION_SETTINGS, agentSilentWarningMs: 3000, agentSilentCriticalMs: 4000 };
    expect(judge({ seconds: 103, call: callerSpoke }, settings)).toMatchObject([{ severity: "warning" }]);
    expect(judge({ seconds: 104, call: callerSpoke }, settings)).toMatchObject([{ severity: "critical" }]);
  });

  it("sees a call become stuck and a caller left alone from its snapshots", () => {
    const read = (call: Call, seconds: number, before: Observation | null) =>
      observe(before, call, BUILD_START_MS + seconds * 1000);
    const reasons = (call: Call, seen: Observation, seconds: number) =>
      judge({ seconds, call, seen }).map(({ reason }) => reason);
    const alone = aCall({ transcript: [], liveRoomStatus: aRoom({ participants: [aParticipant()] }) });
    const empty = aCall({ transcript: [], liveRoomStatus: aRoom({ participants: [] }) });
    const first = read(alone, 0, null);
    expect(reasons(alone, read(alone, 10, first), 10)).toEqual(["caller_alone"]);
    const second = read(empty, 11, first);
    expect(reasons(empty, second, 11)).toEqual([]);
    expect(reasons(empty, read(empty, 26, second), 26)).toEqual(["stuck"]);
  });

  it("never fails, repeats a reason or breaks the contract, whatever the call holds", () => {
    const anyMessage = fc.record({
      role: fc.constantFrom("assistant", "user", "tool", "colleague"),
      content: fc.oneof(
        fc.string(),
        fc.constantFrom("I want my lawyer", "Could you please repeat your number once more"),
      ),
      timestamp: fc.option(fc.oneof(fc.integer({ min: -1e7, max: 1e7 }).map(at), fc.constant("soon"))),
    });
    const anyMs = fc.option(fc.integer({ min: -1e7, max: 1e7 }).map((offset) => BUILD_START_MS + offset));
    const anySituation = fc.record({
      seconds: fc.integer({ min: -10_000, max: 10_000 }),
      ageMs: fc.option(fc.integer({ min: -5000, max: 1e7 })),
      seen: fc.record({ roomGoneSinceMs: anyMs, agentGoneSinceMs: anyMs, ringingSinceMs: anyMs }),
      call: fc.record({
        status: fc.constantFrom("active", "ringing", "initiated"),
        startedAt: fc.option(fc.constantFrom(at(0), "soon", at(1e7))),
        transcript: fc.option(fc.array(anyMessage, { maxLength: 20 })),
      }),
    });
    fc.assert(
      fc.property(anySituation, (situation) => {
        const list = judge(situation);
        expect(new Set(list.map(({ reason }) => reason)).size).toBe(list.length);
        for (const attention of list) {
          expect(attentionSchema.parse(attention)).toEqual(attention);
          expect(attention.sentence).toMatch(/^[A-Z][^“]{10,}$/);
          expect(attention.sentence).not.toMatch(/NaN|undefined|null|-\d/);
        }
        const ranks = list.map((attention) => attentionRank([attention]));
        expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
      }),
    );
  });

  it("judges 300 messages at a small multiple of what reading them costs", () => {
    const talk = "I have been waiting for a while now, and I would like to know where my parcel is.";
    const transcript = Array.from({ length: 300 }, (_, index) =>
      line(index % 2 ? "user" : "assistant", index, `${talk} ${index}`),
    );
    expect(timesAsDear(() => judge({ seconds: 301, call: { transcript } }), readingOf(transcript))).toBeLessThan(5);
  });
});

describe("an agent that repeats itself", () => {
  const ASK = "Could you please tell me your order number?";
  const repeats = (lines: string[], role = "assistant") => {
    const transcript = lines.flatMap((content, index) => [
      line(role, index * 4, content),
      line("user", index * 4 + 2, "Hm."),
    ]);
    return judge({ seconds: lines.length * 4, call: { transcript } });
  };

  it("is told with how often, and when it was last", () => {
    expect(repeats([ASK, "One moment please, I will look.", ASK, ASK])).toMatchObject([
      { reason: "agent_repeats", severity: "warning", since: at(12_000) },
    ]);
    expect(repeats([ASK, ASK, ASK])[0]?.sentence).toBe("The agent said nearly the same thing 3 times, 4 s ago");
  });

  it.each([
    [
      "three lines that differ in case, accents and dots",
      [ASK, ASK.toUpperCase(), "Could you please tell me your órder number…"],
      true,
    ],
    ["three lines of which one has a word more", [ASK, ASK, `So, ${ASK}`], true],
    ["two lines", [ASK, ASK, "Thank you, I have found the order now."], false],
    [
      "three lines with different numbers in a short sentence",
      ["Your code is 1111", "Your code is 2222", "Your code is 3333"],
      false,
    ],
    ["short phrases everybody repeats", ["One moment please", "One moment please", "One moment please"], false],
    [
      "lines further apart than ten",
      [ASK, ASK, ...Array.from({ length: 9 }, (_, i) => `Step number ${i}: press button ${i} twice`), ASK],
      false,
    ],
  ])("knows %s", (_, lines, expected) => {
    expect(repeats(lines).some(({ reason }) => reason === "agent_repeats")).toBe(expected);
  });

  it("is not the caller or a tool repeating itself", () => {
    expect(repeats([ASK, ASK, ASK], "user").some(({ reason }) => reason === "agent_repeats")).toBe(false);
    expect(repeats([ASK, ASK, ASK], "tool").some(({ reason }) => reason === "agent_repeats")).toBe(false);
  });
});

describe("an upset caller", () => {
  const heard = (content: string, role = "user") =>
    judge({ seconds: 7, call: { transcript: [line(role, 3, content), line("assistant", 5)] } });

  it.each([
    ["I want to speak to a human, now!", "asked for a person"],
    ["QUIERO HABLAR CON UNA PERSONA", "asked for a person"],
    ["Ich möchte mit einem Menschen sprechen.", "asked for a person"],
    ["Haluan puhua ihmisen kanssa", "asked for a person"],
    ["This is unacceptable.", "complained"],
    ["Quiero poner una reclamación", "complained"],
    ["Das ist eine Frechheit!", "complained"],
    ["Aion tehdä valituksen", "complained"],
    ["What the fuck is this?", "swore"],
    ["¡Vete a la mierda!", "swore"],
    ["So eine Scheiße", "swore"],
    ["No voi perkele", "swore"],
    ["You will hear from my lawyer", "mentioned legal action"],
    ["Voy a llamar a mi abogada", "mentioned legal action"],
    ["Ich schalte meinen Anwalt ein", "mentioned legal action"],
    ["Otan yhteyttä lakimieheen", "mentioned legal action"],
    ["I want a real person or my attorney calls you", "asked for a person and mentioned legal action"],
    [
      "Bullshit! Ridiculous! Give me your supervisor, or I will sue.",
      "asked for a person, complained, swore and mentioned legal action",
    ],
  ])("is heard in %j", (content, what) => {
    expect(heard(content)).toEqual([
      { reason: "caller_upset", severity: "warning", since: at(3000), sentence: `The caller ${what}, 4 s ago` },
    ]);
  });

  it.each([
    "Hi, I wanted to check on my order status.",
    "Sue is my wife, she is a person of her word.",
    "My assessment is on Monday, in Scunthorpe.",
    "I am the manager of the store on Main Street.",
    "El cono de helado, por favor.",
    "Der Mistelzweig ist schön, die Anzeige war gut.",
    "Ihminen on utelias.",
    "The fickle weather, the shell company, a classic assessment.",
    "",
  ])("is not heard in %j", (content) => {
    expect(heard(content)).toEqual([]);
  });

  it("is not the agent or a tool speaking", () => {
    expect(heard("Do you want to speak to a human? This is unacceptable.", "assistant")).toEqual([]);
    expect(heard("transfer: real person, lawyer", "tool")).toEqual([]);
  });

  it("quotes nothing the caller said", () => {
    const [attention] = heard("I am Jane Smith, 4155552671, and I want my lawyer");
    expect(attention?.sentence).not.toMatch(/Jane|Smith|\d{3}/);
  });

  it("is dated by the last such line, and calms down after five minutes", () => {
    const transcript = [line("user", 10, "Ridiculous."), line("user", 20, "I said ridiculous!"), line("assistant", 21)];
    const upset = (seconds: number) => {
      const talk = [...transcript, line("assistant", seconds - 1)];
      return judge({ seconds, call: { transcript: talk } }).find(({ reason }) => reason === "caller_upset");
    };
    expect(upset(30)?.since).toBe(at(20_000));
    expect(upset(320)?.since).toBe(at(20_000));
    expect(upset(321)).toBeUndefined();
  });

  it("has been given the person asked for once a colleague took over, but may still be angry", () => {
    const angry = (content: string) =>
      judge({ seconds: 7, call: { transcript: [line("user", 3, content)], liveRoomStatus: TAKEN_OVER } });
    expect(angry("I want a real person")).toEqual([]);
    expect(angry("I want a real person, this is ridiculous")).toMatchObject([
      { sentence: "The caller complained, 4 s ago" },
    ]);
  });

  it("is heard where lines carry no time, without an age", () => {
    expect(judge({ seconds: 7, call: { transcript: [line("user", null, "I want my lawyer")] } })).toEqual([
      { reason: "caller_upset", severity: "warning", since: null, sentence: "The caller mentioned legal action" },
    ]);
  });

  it("is heard by the word lists of the settings, in any language", () => {
    const words: AttentionWords = JSON.parse('{"sv": {"asksForPerson": ["riktig människa"], "complains": []}}');
    const settings = { ...DEFAULT_ATTENTION_SETTINGS, words };
    const transcript = [line("user", 3, "Jag vill tala med en riktig manniska. Unacceptable!")];
    expect(judge({ seconds: 7, call: { transcript } }, settings)).toMatchObject([
      { sentence: "The caller asked for a person, 4 s ago" },
    ]);
  });

  it("has lists of every kind in every language, without an entry that could never or always match", () => {
    expect(Object.keys(DEFAULT_ATTENTION_WORDS).sort()).toEqual(["de", "en", "es", "fi"]);
    for (const lists of Object.values(DEFAULT_ATTENTION_WORDS)) {
      for (const kind of UPSET_KINDS) {
        expect(lists[kind].length).toBeGreaterThan(4);
        expect(new Set(lists[kind]).size).toBe(lists[kind].length);
        for (const phrase of lists[kind]) expect(wordsOf(phrase).join("").length).toBeGreaterThan(2);
      }
    }
  });
});

describe("attentionSentence", () => {
  it.each([
    ["stuck", "Marked active, but nobody has been in the room for 24 s"],
    ["caller_alone", "The caller has been alone for 24 s, no agent is in the room"],
    ["agent_silent", "Caller spoke 24 s ago, the agent has not answered"],
    ["dead_air", "Nobody has spoken for 24 s"],
    ["ringing_long", "Waiting for an answer for 24 s"],
    ["long_call", "Running for 24 s"],
  ] as const)("keeps the age of %s running", (reason, sentence) => {
    const attention = anAttention({ reason, since: at(0), sentence: "old words" });
    expect(attentionSentence(attention, BUILD_START_MS + 24_000)).toBe(sentence);
  });

  it("keeps what was heard and lets its age run, again and again", () => {
    const first = anAttention({
      reason: "caller_upset",
      since: at(0),
      sentence: "The caller complained, swore and mentioned legal action, 4 s ago",
    });
    const second = { ...first, sentence: attentionSentence(first, BUILD_START_MS + 80_000) };
    expect(second.sentence).toBe("The caller complained, swore and mentioned legal action, 1:20 ago");
    expect(attentionSentence(second, BUILD_START_MS + 7_200_000)).toBe(
      "The caller complained, swore and mentioned legal action, 2 h ago",
    );
  });

  it.each(ATTENTION_REASONS)("leaves a sentence of %s without a time as it came", (reason) => {
    expect(attentionSentence({ ...anAttention({ reason }), since: null }, BUILD_START_MS)).toBe(anAttention().sentence);
    expect(attentionSentence({ ...anAttention({ reason }), since: "soon" }, BUILD_START_MS)).toBe(
      anAttention().sentence,
    );
  });

  it("says 0 s where the clocks disagree", () => {
    expect(attentionSentence(anAttention({ reason: "dead_air", since: at(9000) }), BUILD_START_MS)).toBe(
      "Nobody has spoken for 0 s",
    );
  });

  it("says at any later moment what attentionOf would have said then", () => {
    const call = { transcript: [line("user", 1, "This is ridiculous"), line("assistant", 2)] };
    const early = judge({ seconds: 40, call });
    const late = judge({ seconds: 75, call });
    expect(early).toHaveLength(2);
    expect(early.map((attention) => attentionSentence(attention, BUILD_START_MS + 75_000))).toEqual(
      late.map(({ sentence }) => sentence),
    );
  });
});

describe("attentionRank", () => {
  const rank = (...list: Parameters<typeof anAttention>[0][]) => attentionRank(list.map(anAttention));

  it("puts nothing below everything", () => {
    expect(rank()).toBe(0);
    expect(rank({ reason: "caller_upset", severity: "warning" })).toBeGreaterThan(0);
  });

  it("puts every critical reason above every warning, then goes by the order of reasons, then by how many", () => {
    expect(rank({ reason: "long_call", severity: "critical" })).toBeGreaterThan(
      rank(...ATTENTION_REASONS.map((reason) => ({ reason, severity: "warning" as const }))),
    );
    expect(rank({ reason: "agent_silent" })).toBeGreaterThan(rank({ reason: "dead_air" }, { reason: "caller_upset" }));
    expect(rank({ reason: "dead_air" }, { reason: "caller_upset" })).toBeGreaterThan(rank({ reason: "dead_air" }));
  });

  it("does not move with age", () => {
    expect(rank({ since: at(0) })).toBe(rank({ since: at(99_000) }));
  });
});
