import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boardCallSchema } from "@/lib/calls/board";
import {
  aBoardCall,
  aCall,
  aListItem,
  aMessage,
  anAttention,
  aParticipant,
  aRoom,
  aRosterEntry,
  at,
} from "@/lib/calls/build";
import type { Call } from "@/lib/calls/call";
import { callListItemSchema, callSchema } from "@/lib/calls/call-schema";
import { boardCallFor, callFor, listItemFor, type Visibility } from "./visibility";

const ALL: Visibility = { masked: false, redacted: false, lines: true, raw: true };
const WALL: Visibility = { masked: true, redacted: true, lines: false, raw: false };
const VIEWER: Visibility = { masked: true, redacted: true, lines: true, raw: false };
const SUPERVISOR: Visibility = { masked: true, redacted: false, lines: true, raw: false };
const SHARED_OPENLY: Visibility = { masked: false, redacted: false, lines: true, raw: false };
const MASKED = [
  ["a wall", WALL],
  ["a viewer", VIEWER],
  ["a supervisor", SUPERVISOR],
] as const;

/** A telephone number as somebody writes it, and its digits. */
const anyNumber = fc
  .tuple(fc.stringMatching(/^[1-9]\d{6,14}$/), fc.constantFrom("", " ", "-", ". "))
  .map(([digits, gap]) => ({ digits, written: `+${digits.match(/.{1,3}/g)?.join(gap)}` }));

/** Two words of a name that stand in no text of ours. */
const anyName = fc
  .tuple(fc.stringMatching(/^[A-Z][a-z]{3,7}q$/), fc.stringMatching(/^[A-Z][a-zäöéñ]{3,9}x$/))
  .map(([first, last]) => ({ first, last, written: `${first} ${last}` }));

function holdsRun(text: string, digits: string): boolean {
  for (let place = 0; place + 5 <= digits.length; place += 1) {
    if (text.includes(digits.slice(place, place + 5))) return true;
  }
  return false;
}

/** Without what nobody can take for a number of somebody's: ids and times. */
function told(value: unknown): string {
  const skipped = new Set(["id", "createdAt", "startedAt", "endedAt", "updatedAt", "changedAt", "timestamp", "since"]);
  const text = JSON.stringify(value, (key, part: unknown) => (skipped.has(key) || key === "ribbon" ? undefined : part));
  return text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "");
}

const wholeOf = (call: Call, contactName: string | null) => ({
  call,
  contactName,
  campaignId: "holiday-2025",
  roster: (call.liveRoomStatus?.participants ?? []).map(({ identity, name }) =>
    aRosterEntry({ identity, name, kind: identity.startsWith("agent") ? "agent" : "caller" }),
  ),
});

/** A call that tells its number and its contact's name wherever a call can tell anything. */
function aTellingCall(number: string, name: string, first: string): Call {
  return aCall({
    phoneNumber: number,
    failureReason: `refused by ${number} of ${name}`,
    agent: { id: "a1", name: `Line ${number}`, note: name },
    summary: `${name} (${number}) asked for a refund.`,
    transcript: [
      aMessage({ role: "assistant", content: `Am I speaking to ${name}?`, speaker: name }),
      aMessage({ content: `Yes, ${first.toLowerCase()} here. My number is ${number}.`, timestamp: at(8000) }),
      aMessage({ content: `${name.toUpperCase()}, with ${number}, call me back`, timestamp: at(9000) }),
    ],
    metadata: { contact: { firstName: name, phone: number } },
    roomId: `room_${number}`,
    jobId: `job_${number}`,
    sipParticipantId: `sip_${number}`,
    liveRoomStatus: aRoom({
      participants: [
        aParticipant({ identity: `sip_${number}`, name, attributes: { "sip.phoneNumber": number } }),
        aParticipant({ identity: `agent-${number}`, name: `Agent for ${number}` }),
      ],
    }),
    contactDetails: { name, number },
  });
}

describe.each(MASKED)("for %s", (_, visibility) => {
  test("no answer holds five digits in a row of the number, or the contact's name, wherever they stood", () => {
    fc.assert(
      fc.property(anyNumber, anyName, ({ digits, written }, { first, last, written: name }) => {
        const call = aTellingCall(written, name, first);
        const item = aListItem({
          phoneNumber: written,
          contact: { phone: written, name, email: `${first}@example.com` },
          agent: { id: "a1", name: `Line ${written}` },
          outcome: `told ${written} to ${name}`,
          twilioCallSid: `CA${digits}`,
          note: name,
        });
        const row = aBoardCall({
          phoneNumber: written,
          contactName: name,
          agent: { id: null, name: `Line ${written}` },
          failureReason: `refused by ${written} of ${name}`,
          participants: [{ identity: `sip_${written}`, name, kind: "caller" }],
          lastMessages: [{ role: "user", content: `I am ${name}`, timestamp: null }],
        });
        const answers = told([
          callFor(visibility, wholeOf(call, name)),
          boardCallFor(visibility, row, call.transcript ?? []),
          listItemFor(visibility, item),
        ]);
        expect(holdsRun(answers, digits)).toBe(false);
        expect(holdsRun(answers.replaceAll(/[\s.-]/g, ""), digits)).toBe(false);
        expect(answers.toLowerCase()).not.toContain(first.toLowerCase());
        expect(answers.toLowerCase()).not.toContain(last.toLowerCase());
      }),
    );
  });

  test("no answer holds an e-mail address that stands where a product's name belongs", () => {
    const address = "jane.smith@example.com";
    const call = aTellingCall("+14155552671", "Jane Smith", "Jane");
    const agent = { id: "a1", name: `Line of ${address}` };
    const tagged = { ...call, status: `active ${address}`, direction: address, agent };
    const answers = told([
      callFor(visibility, { ...wholeOf(tagged, "Jane Smith"), campaignId: address }),
      boardCallFor(visibility, aBoardCall({ status: address, direction: address, campaignId: address, agent }), []),
      listItemFor(
        visibility,
        aListItem({ status: address, direction: address, agent, outcome: `wrote to ${address}` }),
      ),
    ]);
    expect(answers).not.toContain("@example");
    expect(answers).not.toContain("jane.smith");
  });

  test.each(["jane.smith@example.com", "+14155552671", "agent-+1 41555 52671", "sip:4155552671@pbx"])(
    "no answer holds %s where it serves as an agent's id, and ids that are only ids stay",
    (id) => {
      const answersFor = (agentId: string) =>
        JSON.stringify([
          callFor(
            visibility,
            wholeOf({ ...aTellingCall("+14155552671", "Jane", "Jane"), agent: { id: agentId, name: "A" } }, ""),
          ),
          boardCallFor(visibility, aBoardCall({ agent: { id: agentId, name: "A" } }), []),
          listItemFor(visibility, aListItem({ agent: { id: agentId, name: "A" } })),
        ]);
      expect(answersFor(id)).not.toContain(id);
      for (const kept of ["550e8400-e29b-41d4-a716-446655440000", "agent_20260501", "90210455"]) {
        expect(answersFor(kept).split(`"${kept}"`)).toHaveLength(4);
      }
    },
  );

  test("nothing arrives that is not described here, however the call service names it", () => {
    const call = { ...aTellingCall("+14155552671", "Jane Smith", "Jane"), secretNote: "x", liveRoomStatus: null };
    const shape = Object.keys(callSchema.parse({ id: "a" }));
    const seen = callFor(visibility, wholeOf(call, "Jane Smith"));
    expect(Object.keys(seen.call).sort()).toEqual([...shape].sort());
    for (const line of seen.call.transcript ?? []) expect(Object.keys(line)).toEqual(["role", "content", "timestamp"]);
    const item = listItemFor(visibility, aListItem({ secretNote: "x" }));
    expect(Object.keys(item).sort()).toEqual(Object.keys(callListItemSchema.parse({ id: "a" })).sort());
  });

  test("what is seen still has the shape of what it was made from, and is not changed in place", () => {
    const call = aTellingCall("+14155552671", "Jane Smith", "Jane");
    const before = structuredClone(call);
    const seen = callFor(visibility, wholeOf(call, "Jane Smith"));
    expect(callSchema.parse(seen.call)).toEqual(seen.call);
    const row = boardCallFor(visibility, aBoardCall({ attention: [anAttention()] }), call.transcript ?? []);
    expect(boardCallSchema.parse(row)).toEqual(row);
    expect(row.attention).toEqual([anAttention()]);
    const item = listItemFor(visibility, aListItem());
    expect(callListItemSchema.parse(item)).toEqual(item);
    expect(call).toEqual(before);
  });

  test("people are called the same in the room and in its history, and stay who they are", () => {
    const seen = callFor(visibility, wholeOf(aTellingCall("+14155552671", "Jane Smith", "Jane"), "Jane Smith"));
    expect(seen.roster.map(({ identity, name }) => [identity, name])).toEqual([
      ["caller-1", "J. S."],
      ["agent-2", "Agent for ••••"],
    ]);
    expect(seen.call.liveRoomStatus?.participants).toEqual([
      { identity: "caller-1", name: "J. S." },
      { identity: "agent-2", name: "Agent for ••••" },
    ]);
  });
});

describe("a wall", () => {
  test("is shown the board without who calls and without what is said", () => {
    const call = aBoardCall({ attention: [anAttention()], failureReason: "no_answer", campaignId: "holiday-2025" });
    expect(boardCallFor(WALL, call, [aMessage()])).toEqual({
      ...call,
      phoneNumber: "•••• 2671",
      contactName: "J. S.",
      participants: [
        { identity: "agent-1", name: "Customer Support Agent", kind: "agent" },
        { identity: "caller-2", name: "•••• 2671", kind: "caller" },
      ],
      lastMessages: [],
    });
  });
});

describe("what was said", () => {
  const card = [
    aMessage({ content: "My card is 4111 1111 1111 1111, thanks." }),
    aMessage({ role: "assistant", content: "Thank you, Jane.", timestamp: at(6000) }),
  ];
  const seenBy = (visibility: Visibility) =>
    (callFor(visibility, wholeOf(aCall({ transcript: card }), "Jane Smith")).call.transcript ?? []).map(
      ({ content }) => content,
    );

  test("is redacted for a viewer, as it was for a supervisor but for the caller's own name, whole for an admin", () => {
    expect(seenBy(VIEWER)).toEqual(["My card is [card number], thanks.", "Thank you, J."]);
    expect(seenBy(SUPERVISOR)).toEqual(["My card is 4111 1111 1111 1111, thanks.", "Thank you, J."]);
    expect(seenBy(ALL)).toEqual(card.map(({ content }) => content));
    expect(seenBy(WALL)).toEqual([]);
  });

  test("on the board is redacted with the lines before it, which a card does not show", () => {
    const recent = ["My card is 4111 1111", "1111 1111", "Got it?"].map((content, place) =>
      aMessage({ content, timestamp: at(place * 1000) }),
    );
    const row = boardCallFor(VIEWER, aBoardCall(), recent);
    expect(row.lastMessages.map(({ content }) => content).join(" ")).not.toMatch(/1111/);
  });

  test("on the board hides a number whose question stands further above than the board reads", () => {
    const said = ["41", "Yes.", "62", "Fine.", "90", "I see.", "17", "And?"];
    const recent = said.map((content, place) =>
      aMessage({ content, role: place % 2 ? "assistant" : "user", timestamp: at(place * 1000) }),
    );
    const row = boardCallFor(VIEWER, aBoardCall({ messageCount: 20 }), recent);
    expect(row.lastMessages.map(({ content }) => content).join(" ")).not.toMatch(/\d/);
  });

  test("is redacted in the order of reading, in which a number split over two lines is one", () => {
    const late = [
      aMessage({ content: "1111 1111", timestamp: at(9000) }),
      aMessage({ content: "4111 1111", timestamp: at(8000) }),
    ];
    const seen = callFor(VIEWER, wholeOf(aCall({ transcript: late }), null)).call.transcript ?? [];
    expect(seen.map(({ content }) => content).join(" ")).not.toMatch(/1111/);
  });

  test("is only what is spoken, by speakers without names, unless everything may be seen", () => {
    const transcript = [
      aMessage({ role: "system", content: "You are Jane Smith's assistant." }),
      aMessage({ role: "tool", content: '{"customer":{"street":"Elm Street 1"}}', timestamp: at(1000) }),
      aMessage({ role: "Jane Smith", content: "Hello.", timestamp: at(2000) }),
      aMessage({ role: "user", content: "Hi.", timestamp: at(3000) }),
    ];
    const call = aCall({ transcript });
    for (const visibility of [VIEWER, SUPERVISOR]) {
      const seen = callFor(visibility, wholeOf(call, null)).call.transcript ?? [];
      expect(seen.map(({ role, content }) => `${role}: ${content}`)).toEqual(["other: Hello.", "user: Hi."]);
      const row = boardCallFor(visibility, aBoardCall(), transcript);
      expect(row.lastMessages.map(({ role }) => role)).toEqual(["other", "user"]);
    }
    const redactedOnly = callFor({ ...VIEWER, masked: false }, wholeOf(call, null)).call.transcript ?? [];
    expect(redactedOnly.map(({ role }) => role)).toEqual(["Jane Smith", "user"]);
    expect(callFor(ALL, wholeOf(call, null)).call.transcript).toHaveLength(4);
  });

  test("is looked through once a version, not once a poll", () => {
    const call = aCall({ transcript: card });
    const [one, other] = [callFor(VIEWER, wholeOf(call, "Jane Smith")), callFor(VIEWER, wholeOf(call, "Jane Smith"))];
    expect(one.call.transcript).toBe(other.call.transcript);
    const renamed = callFor(VIEWER, wholeOf(call, "Thank Smith"));
    expect(renamed.call.transcript?.[1]?.content).toBe("T. you, Jane.");
  });
});

describe("a name that only the metadata tells", () => {
  const metadata = { customerName: "Otto Brandx", contact: { lastName: "Brandx" } };
  const said = [aMessage({ content: "Otto Brandx here." }), aMessage({ content: "Mr Brandx?", timestamp: at(9000) })];

  test.each(MASKED.filter(([, { lines }]) => lines))("is masked in what was said, for %s", (_, visibility) => {
    const call = aCall({ metadata, transcript: said, summary: "Otto called." });
    const seen = callFor(visibility, wholeOf(call, null)).call;
    expect(seen.transcript?.map(({ content }) => content)).toEqual(["O. B. here.", "Mr B.?"]);
    expect(seen.summary).toBe("O. called.");
    const row = boardCallFor(visibility, aBoardCall({ contactName: null }), said, metadata);
    expect(row.lastMessages.map(({ content }) => content)).toEqual(["O. B. here.", "Mr B.?"]);
  });
});

describe("an admin", () => {
  test("is given what came, the very same", () => {
    const whole = wholeOf(aTellingCall("+14155552671", "Jane Smith", "Jane"), "Jane Smith");
    expect(callFor(ALL, whole)).toBe(whole);
    const [row, item] = [aBoardCall(), aListItem()];
    expect(boardCallFor(ALL, row, [])).toBe(row);
    expect(listItemFor(ALL, item)).toBe(item);
  });
});

describe("whoever sees numbers but nothing raw", () => {
  test("is given number and names, and neither metadata nor the line's own ids nor undescribed words", () => {
    const { call, contactName } = callFor(
      SHARED_OPENLY,
      wholeOf(aTellingCall("+14155552671", "Jane Smith", "Jane"), "Jane Smith"),
    );
    expect(contactName).toBe("Jane Smith");
    expect(call).toMatchObject({
      phoneNumber: "+14155552671",
      summary: "Jane Smith (+14155552671) asked for a refund.",
      ...{ metadata: {}, roomId: null, jobId: null, sipParticipantId: null, failureReason: null },
    });
  });

  test("is still told when a scheduled call is due", () => {
    const due = at(60_000);
    for (const call of [aCall({ scheduledAt: due }), aCall({ metadata: { scheduledAt: due, note: "x" } })]) {
      expect(callFor(SHARED_OPENLY, wholeOf(call, null)).call.metadata).toEqual({ scheduledAt: due });
    }
    const odd = aCall({ metadata: { scheduledAt: "ask +14155552671" } });
    expect(callFor(SHARED_OPENLY, wholeOf(odd, null)).call.metadata).toEqual({});
  });
});
