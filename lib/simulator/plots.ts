import type { DraftLine, Language } from "@/lib/simulator/conversations/conversation";
import type { Plan } from "@/lib/simulator/plan";
import type { Random } from "@/lib/simulator/random";
import { type SpokenLine, speak } from "@/lib/simulator/timeline";

/** A talk with its plot played out. `cutMs`: speech stops there; `agentGoneMs`, `roomGoneMs`: who or what went missing. */
export type Talk = {
  lines: SpokenLine[];
  cutMs: number | null;
  agentGoneMs: number | null;
  roomGoneMs: number | null;
  /** when the service gives the call up, for a call that does not end by itself */
  endMs: number | null;
};

const STILL_HERE: Readonly<Record<Language, string>> = {
  en: "I'm sorry about the pause, I'm still here.",
  es: "Perdone la espera, sigo aquí.",
  de: "Entschuldigen Sie die Pause, ich bin noch da.",
  fi: "Anteeksi tauko, olen yhä linjalla.",
};
const ONE_MOMENT: Readonly<Record<Language, string>> = {
  en: "One moment please, I'd like to check that with our system.",
  es: "Un momento, por favor, lo compruebo en el sistema.",
  de: "Einen Augenblick bitte, ich sehe im System nach.",
  fi: "Hetkinen, tarkistan sen järjestelmästä.",
};
const THANKS_FOR_WAITING: Readonly<Record<Language, string>> = {
  en: "Thank you for waiting, I have it in front of me now.",
  es: "Gracias por esperar, ya lo tengo delante.",
  de: "Danke fürs Warten, jetzt habe ich es vor mir.",
  fi: "Kiitos odottamisesta, nyt näen tiedot.",
};
const ALONE: Readonly<Record<Language, readonly string[]>> = {
  en: ["Hello?", "Are you still there?", "Hello, can anybody hear me?"],
  es: ["¿Hola?", "¿Sigue ahí?", "¿Me escucha alguien?"],
  de: ["Hallo?", "Sind Sie noch da?", "Hallo, hört mich jemand?"],
  fi: ["Haloo?", "Oletko vielä siellä?", "Haloo, kuuleeko kukaan?"],
};

/** Speaks the drafts and lets the plan's plot happen: at `plan.incidentMs` when staged, else near the middle. */
export function playTalk(plan: Plan, drafts: readonly DraftLine[], answeredMs: number, fresh: () => Random): Talk {
  const lines = speak(drafts, answeredMs, fresh());
  const talk: Talk = { lines, cutMs: null, agentGoneMs: null, roomGoneMs: null, endMs: null };
  const random = fresh();
  const language = plan.conversation.language;
  const middle = lines[Math.floor(lines.length * random.between(0.35, 0.55))]?.atMs ?? answeredMs;
  const incidentMs = plan.incidentMs === null ? middle : plan.createdMs + plan.incidentMs;

  if (plan.plot === "agent_silent" || plan.plot === "dead_air") {
    const silent = plan.plot === "agent_silent";
    const waitMs = silent ? random.between(27_000, 38_000) : random.between(38_000, 52_000);
    const words = silent ? [STILL_HERE] : [ONE_MOMENT, THANKS_FOR_WAITING];
    const at = replyIndex(lines, incidentMs);
    if (at === null) return talk;
    const pause = words.map((wording, index): DraftLine => {
      const last = index === words.length - 1;
      return { voice: "agent", content: wording[language], waitMs: last ? waitMs : 0, transfer: false, incident: last };
    });
    return { ...talk, lines: speak([...drafts.slice(0, at), ...pause, ...drafts.slice(at)], answeredMs, fresh()) };
  }
  if (plan.plot === "stuck") {
    const endMs = incidentMs + random.between(150_000, 230_000);
    return { ...talk, cutMs: incidentMs, roomGoneMs: incidentMs, endMs };
  }
  if (plan.plot === "caller_alone") {
    const said = lines
      .filter((line) => line.atMs < incidentMs)
      .map((line) => ({
        ...line,
        shownMs: Math.min(line.shownMs, incidentMs),
        endMs: Math.min(line.endMs, incidentMs),
      }));
    const calls = ALONE[language].map((content, index): DraftLine => {
      return { voice: "caller", content, waitMs: 5_000 + index * 3_500, transfer: false, incident: true };
    });
    const alone = speak(calls, incidentMs + 4_000, random);
    return {
      ...talk,
      lines: [...said, ...alone],
      agentGoneMs: incidentMs,
      endMs: incidentMs + random.between(52_000, 80_000),
    };
  }
  if (plan.finalStatus !== "completed") {
    const cutMs = plan.failureReason === "machine_detected" ? answeredMs + 6_000 : middle;
    return { ...talk, cutMs, endMs: cutMs };
  }
  return talk;
}

/** The agent's reply, after a caller's line, that the silence comes before. */
function replyIndex(lines: readonly SpokenLine[], incidentMs: number): number | null {
  const replies = lines.flatMap((line, at) =>
    line.voice === "agent" && lines[at - 1]?.voice === "caller" ? [at] : [],
  );
  return replies.find((at) => (lines[at - 1]?.endMs ?? 0) >= incidentMs) ?? replies.at(-1) ?? null;
}
