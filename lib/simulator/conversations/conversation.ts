import type { Random } from "@/lib/simulator/random";

export type Language = "en" | "es" | "de" | "fi";
export type Desk = "orders" | "returns" | "broadband" | "energy" | "clinic" | "payments" | "insurance" | "sales";
type CampaignId = "winter-renewals-2026" | "payment-reminders-q4" | "larkwell-launch";

/** What makes a talk unlike the others; only plots that ask for it use such a talk. */
type Trait = "upset" | "repeats" | "transfer" | "voicemail";

/**
 * A talk as it was written. One line a row: `A:` agent, `C:` caller, `H:` human colleague, `T:` tool; `... 6` waits six
 * seconds more; `@transfer` brings a colleague in; `@segments` stands for some of `segments`.
 * `{name}` is filled with the call's own facts; `{one|other}` is a choice made anew for each call.
 */
export type Conversation = {
  key: string;
  language: Language;
  desk: Desk;
  direction: "inbound" | "outbound";
  campaign?: CampaignId;
  trait?: Trait;
  /** what the list reports once the call is completed */
  outcome: string;
  summary: string;
  lines: string;
  segments?: readonly string[];
};

export type Voice = "agent" | "caller" | "colleague" | "tool";
export type DraftLine = { voice: Voice; content: string; waitMs: number; transfer: boolean; incident?: boolean };
export type Facts = Readonly<Record<string, string>>;

const VOICES: Readonly<Record<string, Voice>> = { A: "agent", C: "caller", H: "colleague", T: "tool" };

/** Telephone speech arrives in pieces: a longer utterance of the caller becomes several messages. */
const LONGEST_CALLER_LINE = 92;

const LONG_WAIT_MS = 5_000;
const PATIENT: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "Of course, take your time.",
    "No hurry at all.",
    "I'll wait right here.",
    "Sure, go ahead.",
    "That's fine, I'm not going anywhere.",
    "Thank you. Just tell me when you're ready.",
    "No problem, I'll stay on the line.",
    "All right, I'm listening.",
  ],
  es: ["Claro, sin prisa.", "No se preocupe, aquí espero.", "Por supuesto, no cuelgo."],
  de: ["Gern, lassen Sie sich Zeit.", "Kein Problem, ich warte.", "In Ordnung, ich bleibe dran."],
  fi: ["Totta kai, ei kiirettä.", "Selvä, odotan linjalla.", "Katso rauhassa."],
};

/** Fills slots and makes choices. A slot nobody knows is a mistake in the writing: it throws. */
export function fill(text: string, facts: Facts, random: Random): string {
  const filled = text.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`no fact named ${name}`);
    return fact;
  });
  return filled.replace(/\{([^{}"]*\|[^{}"]*)\}/g, (_, choices: string) => random.pick(choices.split("|")));
}

/** The talk's lines in order, filled for one call. `segmentCount` limits how many of `segments` are played. */
export function draftLines(
  conversation: Conversation,
  facts: Facts,
  random: Random,
  segmentCount: number,
): DraftLine[] {
  const text = conversation.lines.replace("@segments", () =>
    chosenInOrder(conversation.segments ?? [], segmentCount, random).join("\n"),
  );
  const drafts: DraftLine[] = [];
  let waitMs = 0;
  let transfer = false;
  let patientLines = random.whole(0, 7);
  for (const raw of text.split("\n")) {
    const row = raw.trim();
    if (row === "") continue;
    if (row.startsWith("...")) waitMs += Number(row.slice(3)) * 1000;
    else if (row === "@transfer") transfer = true;
    else {
      const voice = VOICES[row.charAt(0)];
      if (voice === undefined || row.charAt(1) !== ":")
        throw new Error(`${conversation.key}: unreadable line "${row}"`);
      const filled = fill(row.slice(2).trim(), facts, random);
      const content = voice === "tool" ? filled : capitalised(filled);
      const pieces = voice === "caller" ? inPieces(content) : [content];
      // Nobody leaves a caller in silence while they go and look: the agent says that it waits.
      if (voice === "caller" && waitMs >= LONG_WAIT_MS && drafts.at(-1)?.voice === "caller") {
        const patient = PATIENT[conversation.language];
        const wording = patient[patientLines++ % patient.length] ?? "";
        drafts.push({ voice: "agent", content: wording, waitMs: 0, transfer: false });
      }
      pieces.forEach((piece, at) => {
        drafts.push({ voice, content: piece, waitMs: at === 0 ? waitMs : 0, transfer: at === 0 && transfer });
      });
      waitMs = 0;
      transfer = false;
    }
  }
  return drafts;
}

/** A slot may begin a sentence. Not after "p.m." or "5.": only after a word of two letters or more. */
function capitalised(text: string): string {
  return text.replace(
    /(^|\p{L}{2}[.!?]\s)(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

function chosenInOrder(segments: readonly string[], count: number, random: Random): readonly string[] {
  if (segments.length <= count) return segments;
  const keep = new Set<number>();
  while (keep.size < count) keep.add(random.whole(0, segments.length - 1));
  return segments.filter((_, at) => keep.has(at));
}

function inPieces(content: string): string[] {
  if (content.length <= LONGEST_CALLER_LINE) return [content];
  const parts = content.match(/[^.!?,]+[.!?,]*\s*/g) ?? [content];
  const pieces: string[] = [];
  for (const part of parts) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + part.trimEnd().length <= LONGEST_CALLER_LINE) {
      pieces[pieces.length - 1] = last + part;
    } else pieces.push(part);
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== "");
}
