/**
 * Patterns that people write into rubrics, found in time that grows with text × pattern and no faster: all ways through the
 * pattern are followed at once (Thompson's construction), so none is ever gone back. They know letters, `.`, `[a-z]`, `[^…]`,
 * `\d \w \s \b`, `( )`, `|`, `? * + {m,n}`, `^` and `$`; case does not matter. Nothing that needs going back: no back
 * references, no looking around.
 */
type Pattern = {
  /** Whether it is somewhere in a text. @param steps what may be spent, and is @returns null: that was not enough to know */
  test(text: string, steps?: Steps): boolean | null;
};
/** Places of a pattern looked at, some twenty million a second. */
export type Steps = { left: number };

/** A pattern that cannot be read; its message is for whoever wrote it. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

type Matcher = (sign: string) => boolean;
type Edge = "start" | "end" | "word";
type Node =
  | { is: "sign"; matches: Matcher }
  | { is: "edge"; edge: Edge }
  | { is: "all" | "any"; parts: Node[] }
  | { is: "repeat"; part: Node; least: number; most: number | null };

/** Every repetition counted out, a pattern has no more places than this: that bounds the time. */
const MOST_STATES = 400;
/** Nor is it put together in more steps: what is repeated may be nothing, which adds no place however often it is. */
const MOST_STEPS = 50 * MOST_STATES;
const MOST_COUNT = 100;
const DEEPEST = 20;

/** @throws PatternError */
export function compilePattern(source: string): Pattern {
  const node = parse([...source]);
  const made: Made = { states: [], steps: 0 };
  const end = add(made, { is: "end" });
  const start = build(node, end, made);
  return {
    test: (text, steps = { left: Number.POSITIVE_INFINITY }) =>
      steps.left < 0 ? null : run(made.states, start, [...text], steps),
  };
}

function parse(signs: readonly string[]): Node {
  let at = 0;
  const fail = (why: string): never => {
    throw new PatternError(`${why} at sign ${at + 1} of the pattern.`);
  };

  function alternatives(depth: number): Node {
    if (depth > DEEPEST) fail("Too many brackets");
    const parts = [sequence(depth)];
    while (signs[at] === "|") {
      at += 1;
      parts.push(sequence(depth));
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { is: "any", parts };
  }

  function sequence(depth: number): Node {
    const parts: Node[] = [];
    while (at < signs.length && signs[at] !== "|" && signs[at] !== ")") parts.push(repeated(atom(depth)));
    return { is: "all", parts };
  }

  function repeated(part: Node): Node {
    const sign = signs[at];
    let found: [number, number | null] | null = null;
    if (sign === "?") found = [0, 1];
    else if (sign === "*") found = [0, null];
    else if (sign === "+") found = [1, null];
    else if (sign === "{") found = counts();
    if (found === null) return part;
    if (sign !== "{") at += 1;
    if (part.is === "edge") fail("Nothing can be repeated");
    const next = signs[at];
    if (next !== undefined && "?*+{".includes(next)) fail("What is repeated already cannot be repeated");
    return { is: "repeat", part, least: found[0], most: found[1] };
  }

  function counts(): [number, number | null] {
    const [whole, least = "", comma, most = ""] =
      /^\{(\d{1,3})(,?)(\d{0,3})\}/.exec(signs.slice(at, at + 9).join("")) ?? [];
    if (whole === undefined) return fail("{ should be followed by counts, as in {2,4}");
    at += whole.length;
    const to = comma === "" ? Number(least) : most === "" ? null : Number(most);
    if (Number(least) > MOST_COUNT || (to !== null && (to > MOST_COUNT || to < Number(least)))) {
      return fail(`A count should be from 0 to ${MOST_COUNT}, the second not below the first,`);
    }
    return [Number(least), to];
  }

  function atom(depth: number): Node {
    const sign = signs[at] ?? "";
    at += 1;
    if (sign === "(") {
      if (signs[at] === "?" && signs[at + 1] === ":") at += 2;
      else if (signs[at] === "?") fail("Looking around is not possible");
      const inner = alternatives(depth + 1);
      if (signs[at] !== ")") fail("A ) is missing");
      at += 1;
      return inner;
    }
    if (sign === "[") return { is: "sign", matches: signClass() };
    if (sign === ".") return { is: "sign", matches: (one) => one !== "\n" };
    if (sign === "^") return { is: "edge", edge: "start" };
    if (sign === "$") return { is: "edge", edge: "end" };
    if (sign === "\\") return escaped();
    if ("?*+{".includes(sign)) {
      at -= 1;
      fail("Nothing stands there to be repeated");
    }
    return { is: "sign", matches: same(sign) };
  }

  function escaped(): Node {
    const sign = signs[at] ?? fail("\\ should be followed by a sign");
    at += 1;
    if (sign === "b") return { is: "edge", edge: "word" };
    return { is: "sign", matches: classOf(sign) ?? literal(sign) };
  }

  function literal(sign: string): Matcher {
    if (sign === "n") return same("\n");
    if (sign === "t") return same("\t");
    if (/[\p{L}\p{N}]/u.test(sign)) fail(`\\${sign} means nothing here`);
    return same(sign);
  }

  function signClass(): Matcher {
    const isTurned = signs[at] === "^";
    if (isTurned) at += 1;
    const all: Matcher[] = [];
    for (let isFirst = true; signs[at] !== "]" || isFirst; isFirst = false) {
      if (at >= signs.length) fail("A ] is missing");
      let from = signs[at] ?? "";
      at += 1;
      if (from === "\\") {
        from = signs[at] ?? fail("\\ should be followed by a sign");
        at += 1;
        all.push(classOf(from) ?? literal(from));
        continue;
      }
      const to = signs[at + 1];
      if (signs[at] === "-" && to !== undefined && to !== "]") {
        at += 2;
        if ((to.codePointAt(0) ?? 0) < (from.codePointAt(0) ?? 0)) fail("A range should go upwards");
        const within = (one: string) => one >= from && one <= to;
        all.push((one) => within(one) || within(one.toLowerCase()) || within(one.toUpperCase()));
      } else all.push(same(from));
    }
    at += 1;
    return (one) => all.some((matches) => matches(one)) !== isTurned;
  }

  const node = alternatives(0);
  if (at < signs.length) fail("A ( is missing");
  return node;
}

const same = (sign: string): Matcher => {
  const folded = sign.toLowerCase();
  return (one) => one.toLowerCase() === folded;
};

const isWord = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{M}\p{N}_]/u.test(sign);
const CLASSES: Record<string, Matcher> = {
  d: (sign) => /\d/.test(sign),
  w: isWord,
  s: (sign) => /\s/.test(sign),
};
function classOf(sign: string): Matcher | null {
  const known = CLASSES[sign.toLowerCase()];
  if (known === undefined || !/^[dws]$/i.test(sign)) return null;
  return sign === sign.toLowerCase() ? known : (one) => !known(one);
}

type State =
  | { is: "end" }
  | { is: "sign"; matches: Matcher; to: number }
  | { is: "edge"; edge: Edge; to: number }
  | { is: "split"; to: number[] };

type Made = { states: State[]; steps: number };

const TOO_LARGE = "The pattern is too large, its repetitions counted out.";

function add({ states }: Made, state: State): number {
  if (states.length >= MOST_STATES) throw new PatternError(TOO_LARGE);
  return states.push(state) - 1;
}

/** Puts a part before what follows it. @returns where it begins */
function build(node: Node, next: number, made: Made): number {
  made.steps += 1;
  if (made.steps > MOST_STEPS) throw new PatternError(TOO_LARGE);
  switch (node.is) {
    case "sign":
      return add(made, { is: "sign", matches: node.matches, to: next });
    case "edge":
      return add(made, { is: "edge", edge: node.edge, to: next });
    case "all":
      return node.parts.reduceRight((after, part) => build(part, after, made), next);
    case "any":
      return add(made, { is: "split", to: node.parts.map((part) => build(part, next, made)) });
    case "repeat": {
      let after = next;
      if (node.most === null) {
        const loop: State = { is: "split", to: [next] };
        after = add(made, loop);
        loop.to.push(build(node.part, after, made));
      } else {
        for (let more = node.least; more < node.most; more += 1) {
          after = add(made, { is: "split", to: [next, build(node.part, after, made)] });
        }
      }
      for (let count = 0; count < node.least; count += 1) after = build(node.part, after, made);
      return after;
    }
  }
}

/** Each state is looked at once a sign at most. */
function run(states: readonly State[], start: number, signs: readonly string[], steps: Steps): boolean | null {
  const seen = new Int32Array(states.length).fill(-1);
  let now: number[] = [];
  for (let at = 0; at <= signs.length; at += 1) {
    // What has come so far goes on, and the pattern may begin anew at every sign.
    const open = [...now, start];
    now = [];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (seen[place] === at) continue;
      seen[place] = at;
      const state = states[place];
      if (state === undefined) continue;
      steps.left -= 1;
      if (steps.left < 0) return null;
      if (state.is === "end") return true;
      if (state.is === "split") open.push(...state.to);
      else if (state.is === "edge") {
        if (isAt(state.edge, signs, at)) open.push(state.to);
      } else if (at < signs.length && state.matches(signs[at] ?? "")) now.push(state.to);
    }
  }
  return false;
}

function isAt(edge: Edge, signs: readonly string[], at: number): boolean {
  if (edge === "start") return at === 0;
  if (edge === "end") return at === signs.length;
  return isWord(signs[at - 1]) !== isWord(signs[at]);
}
