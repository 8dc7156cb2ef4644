import { speakerOf } from "@/lib/calls/speaker";
import { isHeard } from "@/lib/calls/speech";
import { Dictation } from "./dictation";
import { isInterjectionLine } from "./fillers";
import type { Found } from "./kinds";
import { numberWord } from "./number-words";
import { readLine, type Token, tokensOf } from "./tokens";

/** Lines of one speaker that may hold one number: what the others say in between asks for nothing else. */
type Stream = {
  tokens: Token[];
  lastIndex: number;
  endsInDigits: boolean;
  /** others have said more than "uh-huh" since its last line */
  isTalkedOver: boolean;
};

type Streams = {
  streams: Stream[];
  /** those whose last number may still be being said */
  open: Set<Stream>;
  /** what goes because it is dictated, in whatever groups */
  dictated: Found[];
  /** lines that could not be read */
  withheld: Set<number>;
};

type Asked = { role: string; text: string; index: number };

const QUESTION_REACH_LINES = 8;
const STREAM_REACH_LINES = 8;

/** The lines of a transcript in reading order, as the texts they belong to. Throws nothing. */
export function streamsOf(messages: readonly { role: string; content: string | null }[], startsCut: boolean): Streams {
  const streams: Stream[] = [];
  const withheld = new Set<number>();
  const dictated: Found[] = [];
  const bySpeaker = new Map<string, Stream>();
  const dictation = new Dictation(startsCut);
  let asked: Asked[] = [];
  for (const [index, { role, content }] of messages.entries()) {
    if (content === null || content === "") continue;
    const spoken = isHeard(role);
    const speaker = speakerOf(role) === "other" ? role : speakerOf(role);
    const question = asked.findLast((one) => one.role !== role && index - one.index <= QUESTION_REACH_LINES);
    let stream = spoken ? bySpeaker.get(speaker) : undefined;
    if (stream === undefined || index - stream.lastIndex > STREAM_REACH_LINES) {
      stream = { tokens: [], lastIndex: index, endsInDigits: false, isTalkedOver: false };
      streams.push(stream);
    }
    try {
      const line = readLine(index, content, (spoken && question?.text) || "");
      const tokens = tokensOf(line);
      const [first] = tokens;
      if (first && stream.isTalkedOver) first.gap = `\n${first.gap}`;
      for (const token of tokens) stream.tokens.push(token);
      if (!spoken) continue;
      const { found, isOpen, isOtherMatter } = dictation.hear(line, tokens, speaker);
      for (const one of found) dictated.push(one);
      if (!isInterjectionLine(content, tokens)) {
        bySpeaker.delete(speaker);
        talkOver(bySpeaker, isOpen, isOtherMatter);
        asked = asked.filter((one) => one.role !== role && index - one.index <= QUESTION_REACH_LINES);
        asked.push({ role, text: line.folded.text, index });
      }
      Object.assign(stream, { lastIndex: index, endsInDigits: tokens.some(isNumber), isTalkedOver: false });
      bySpeaker.set(speaker, stream);
    } catch {
      withheld.add(index);
    }
  }
  const open = new Set([...bySpeaker.values()].filter(({ isTalkedOver }) => !isTalkedOver));
  return { streams, open, dictated, withheld };
}

/** Whole sentences do not end a number that is being told; another question does, unless the number is still wanted. */
function talkOver(others: Map<string, Stream>, isOpen: boolean, isOtherMatter: boolean): void {
  for (const [speaker, other] of others) {
    if (isOpen || (other.endsInDigits && !isOtherMatter)) other.isTalkedOver = true;
    else others.delete(speaker);
  }
}

const isNumber = ({ text, isDigits }: Token) => isDigits || numberWord(text) !== undefined;
