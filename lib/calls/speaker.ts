/** Whose line it is; whether it is speech at all, speech.ts decides. Apart, because every page asks this and few ask that. */

/** Who a line or a stretch of talk belongs to. A human colleague, a tool and the system are all "other". */
export type Speaker = "agent" | "caller" | "other";

/** What roles are called, on this and on other platforms, in lower case and without blanks, signs and numbers. */
const ROLES: Record<Exclude<Speaker, "other">, string> = {
  agent:
    "assistant agent bot ai model llm robot ivr assistantagent aiagent aiassistant aibot botagent chatbot voicebot " +
    "voiceagent voiceassistant voiceai virtualagent virtualassistant digitalassistant digitalagent callbot phonebot gpt",
  caller:
    "user caller customer human client contact enduser consumer callee guest visitor patient lead prospect member " +
    "customeruser sipcaller sipuser phoneuser phonecaller remoteuser",
};

const SPEAKERS = new Map<string, Speaker>(
  (["agent", "caller"] as const).flatMap((speaker) =>
    ROLES[speaker].split(" ").map((role) => [role, speaker] as const),
  ),
);

const plainRole = (role: string): string => role.toLowerCase().replace(/[^\p{L}]+/gu, "");
const MOST_KNOWN = 1_000;
const known = new Map<string, Speaker>();

/** Whose line it is, from its role, however that is written ("Virtual-Agent", "user_1"); a role we do not know is "other". */
export function speakerOf(role: string): Speaker {
  const speaker = known.get(role) ?? SPEAKERS.get(plainRole(role)) ?? "other";
  if (known.size < MOST_KNOWN) known.set(role, speaker);
  return speaker;
}

/** A speaker's role as somebody may see it who sees no names: the call service may put one there. */
export function roleWithoutName(role: string): string {
  const plain = plainRole(role);
  return SPEAKERS.has(plain) ? plain : "other";
}
