import { Agent, get } from "node:http";
import { ADMIN, makePerson, signInAs } from "@/e2e/support/access";
import type { Upstream } from "@/e2e/support/upstream";
import { type Board, boardSchema } from "@/lib/wire/contract";
import { talk } from "./support/calls";
import { type Bench, type Figure, median, percentile } from "./support/figures";
import { pause, type Servers, withServers } from "./support/servers";

/** Each is said once in every so-many calls, in the middle of a conversation. */
const WORDS = {
  English: [..."hydrangea quarterback mezzanine turpentine flugelhorn sassafras buckwheat monocle".split(" ")],
  umlaut: [
    ..."Lüftungsgerät Schlüsselübergabe Öltankprüfung Rückgewähr Kühlhäuser Mülltüten Bäckermütze Größenmaß".split(" "),
  ],
};
const EVERY = 25;

const GERMAN = [
  "Können Sie mir bitte sagen, wann die Lieferung für unser Büro in der Königsstraße kommt?",
  "Natürlich, ich prüfe das für Sie. Das Päckchen wäre gestern fällig gewesen, es verspätet sich.",
  "Schön wäre es, wenn der Fahrer vorher klingeln könnte, die Tür ist häufig verschlossen.",
];

/** So many calls of so many lines, English and German by turns, of which some hold one of the rare words. */
async function putTalk(upstream: Upstream, calls: number, lines: number): Promise<void> {
  const nowMs = Date.now();
  const rare = [...WORDS.English, ...WORDS.umlaut];
  for (let index = 0; index < calls; index += 1) {
    const transcript = talk(lines, nowMs, 3_000).map((line, at) =>
      index % 2 === 0 ? line : { ...line, content: `${at + 1}. ${GERMAN[at % GERMAN.length]}` },
    );
    const middle = transcript[Math.floor(lines / 2)];
    if (middle && index % EVERY < rare.length) middle.content += ` We call it a ${rare[index % EVERY]}.`;
    const startedAt = new Date(nowMs - lines * 3_000 - index * 50).toISOString();
    const phoneNumber = `+1415555${String(index).padStart(4, "0")}`;
    await upstream.put({ id: `call_bench_${index}`, phoneNumber, createdAt: startedAt, startedAt, transcript });
  }
}

type Asked = { ms: number; found: number; searched: NonNullable<Board["meta"]["search"]> };

/** One search over a connection that stands, timed until its last byte has come. */
function search(url: string, agent: Agent, cookie: string, word: string): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const fromMs = performance.now();
    get(`${url}/api/v1/live?q=${encodeURIComponent(word)}`, { agent, headers: { cookie } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", reject);
      response.on("end", () => {
        const ms = performance.now() - fromMs;
        if (response.statusCode !== 200)
          return reject(new Error(`A search was answered ${response.statusCode}: ${text}`));
        const { data, meta } = boardSchema.parse(JSON.parse(text));
        if (!meta.search) return reject(new Error("The answer does not say what was searched."));
        resolve({ ms, found: data.calls.length, searched: meta.search });
      });
    }).on("error", reject);
  });
}

/** Until all calls have been read, and looked through for this reader: what is searched then is the whole floor. */
async function untilAllIsThere(ask: (word: string) => Promise<Asked>, calls: number): Promise<void> {
  const deadline = performance.now() + 240_000;
  for (;;) {
    const { found, searched } = await ask("call_bench");
    const { notRead, notReady } = searched;
    if (found === calls && notRead + notReady === 0) return;
    if (performance.now() > deadline)
      throw new Error(
        `Of ${calls} calls ${found} are there; ${notRead} were not read, ${notReady} not looked through.`,
      );
    await pause(1_000);
  }
}

type Reader = { name: string; cookie: string };

/** Figures of one reader: the very first search, searches for words that nobody has looked for, and the same again as talk grows. */
async function figuresOf({ earshot, upstream }: Servers, { name, cookie }: Reader, calls: number): Promise<Figure[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (word: string) => search(earshot.url.replace("localhost", "127.0.0.1"), agent, cookie, word);
  try {
    const cold = await ask("zeppelin");
    await untilAllIsThere(ask, calls);
    const figures: Figure[] = [
      { what: `${name}: the first search after a start, talk never looked into before`, value: cold.ms, unit: "ms" },
    ];
    for (const [language, words] of Object.entries(WORDS)) {
      const [first, again]: [number[], number[]] = [[], []];
      for (const word of words) {
        const { ms, found } = await ask(word);
        if (found !== calls / EVERY) throw new Error(`${found} calls were found by ${word}, not ${calls / EVERY}.`);
        first.push(ms);
      }
      for (const [at, word] of words.entries()) {
        // What a page that stands pays for: some calls have gone on since.
        for (let call = 0; call < 10; call += 1)
          await upstream.say(`call_bench_${(at * 10 + call) % calls}`, {
            role: "user",
            content: "And one more thing.",
          });
        await pause(2_000);
        again.push((await ask(word)).ms);
      }
      const range = (ms: readonly number[]) => `slowest of ${ms.length}: ${Math.round(percentile(ms, 1))} ms`;
      figures.push(
        {
          what: `${name}: ${language} words, first search, median`,
          value: median(first),
          unit: "ms",
          limit: "liveSearch",
          note: range(first),
        },
        {
          what: `${name}: ${language} words, the same again while calls go on, median`,
          value: median(again),
          unit: "ms",
          limit: "liveSearch",
          note: range(again),
        },
      );
    }
    return figures;
  } finally {
    agent.destroy();
  }
}

export const liveSearch: Bench = {
  title: "Searching everything said in 500 live calls of 300 lines",
  async run({ quick }) {
    const [calls, lines] = quick ? [50, 30] : [500, 300];
    return withServers({ calls: 0, signIn: true }, async (servers) => {
      const { upstream, earshot, headers } = servers;
      await putTalk(upstream, calls, lines);
      const own = headers.cookie ?? (await signInAs(earshot.url, ADMIN));
      const viewer = await makePerson(earshot.url, own, "viewer", null);
      // Somebody has the board open: its calls have been read when the first word is looked for.
      for (let look = 0; look < (quick ? 5 : 30); look += 1) {
        await fetch(`${earshot.url}/api/v1/live`, { headers: { cookie: own } }).then((answer) => answer.arrayBuffer());
        await pause(1_000);
      }
      const plain = await figuresOf(servers, { name: "plain reader", cookie: own }, calls);
      const redacted = await figuresOf(servers, { name: "redacted reader", cookie: viewer.cookies }, calls);
      return {
        figures: [...plain, ...redacted],
        notes: [
          "Wall-clock time of `GET /api/v1/live?q=` over a standing connection, signed in, until the answer's last byte, while the server goes on reading its calls. Half the calls are English, half German and full of umlauts; each word is in one call of 25. A first search is for a word nobody has looked for before; the same again is asked 2 s later, when ten more calls have gone on.",
          "A redacted reader's talk is looked through once a version of a call, away from the main thread. An answer waits 0.4 s at most for calls of which nothing is ready, which is what the first search after a start costs that reader, and says of how many calls it could not search the talk yet; for calls that have only gone on it does not wait.",
        ],
      };
    });
  },
};
