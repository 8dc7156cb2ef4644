import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { analytics } from "./analytics";
import { backfill } from "./backfill";
import { beside } from "./beside";
import { board } from "./board";
import { crowd } from "./crowd";
import { events } from "./events";
import { javascript } from "./javascript";
import { pixel } from "./pixel";
import { readingCost } from "./reading";
import { liveSearch } from "./search";
import { steady } from "./steady";
import { browserName } from "./support/browser";
import {
  type Bench,
  type Figure,
  markdownTable,
  plainTable,
  type Result,
  standings,
  textTable,
} from "./support/figures";
import { throughput } from "./throughput";
import { transcript } from "./transcript";
import { upstream } from "./upstream";
import { weight } from "./weight";

/**
 * `npm run bench` runs all, `npm run bench -- a c` some; `--quick` only shows that they work, keeps nothing and judges nothing.
 * Ends with 1 when a target is missed or a benchmark fails; the others run all the same.
 */

const BENCHES: Record<string, Bench> = {
  a: upstream,
  b: throughput,
  c: pixel,
  d: board,
  e: transcript,
  f: javascript,
  g: weight,
  h: readingCost,
  i: crowd,
  j: events,
  k: liveSearch,
  l: steady,
  m: backfill,
  n: analytics,
  o: beside,
};

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RESULTS = fileURLToPath(new URL("./results/results.json", import.meta.url));
const README = fileURLToPath(new URL("./README.md", import.meta.url));
const FROM = "<!-- results -->";
const TO = "<!-- /results -->";

type Kept = Result & { title: string; at: string; commit: string; machine: string };

function readKept(): Record<string, Kept> {
  try {
    return JSON.parse(readFileSync(RESULTS, "utf8")) as Record<string, Kept>;
  } catch {
    return {};
  }
}

/** The newest result of each benchmark, as JSON and in the README. */
function keep(letter: string, result: Kept): void {
  const kept = { ...readKept(), [letter]: result };
  const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
  mkdirSync(new URL("./results/", import.meta.url), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(sorted, null, 2)}\n`);
  const text = Object.entries(sorted).map(([name, { title, figures, notes, at, commit, machine }]) =>
    [
      `### ${name}. ${title}`,
      markdownTable(figures),
      ...notes,
      `_${at.slice(0, 16).replace("T", " ")} UTC, commit ${commit}, ${machine}_`,
    ].join("\n\n"),
  );
  const readme = readFileSync(README, "utf8");
  const [head = "", rest = ""] = readme.split(FROM);
  const tail = rest.split(TO)[1] ?? "";
  writeFileSync(README, `${head}${FROM}\n${text.join("\n\n")}\n${TO}${tail}`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: "boolean", default: false } },
  });
  const unknown = positionals.find((letter) => !Object.hasOwn(BENCHES, letter));
  if (unknown !== undefined) throw new Error(`There is no benchmark "${unknown}": ${Object.keys(BENCHES).join(", ")}.`);
  const built = spawnSync(process.execPath, ["lib/launch/start.mjs", "--build"], { cwd: ROOT, stdio: "inherit" });
  if (built.status !== 0) throw new Error("The build failed.");
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: ROOT }).toString().trim();
  const machine = `${availableParallelism()} cores, Node ${process.versions.node}, ${await browserName()}`;
  const measured: Figure[] = [];
  const failed: string[] = [];
  for (const [letter, bench] of Object.entries(BENCHES)) {
    if (positionals.length > 0 && !positionals.includes(letter)) continue;
    const startMs = performance.now();
    const load = `load ${loadavg()[0]?.toFixed(1)} as it began`;
    console.log(`\n${letter}. ${bench.title}`);
    const result = await bench.run({ quick: values.quick }).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return null;
    });
    if (result === null) {
      failed.push(letter);
      continue;
    }
    measured.push(...result.figures);
    console.log(textTable(result.figures));
    console.log(`  (${Math.round((performance.now() - startMs) / 1000)} s)`);
    if (!values.quick)
      keep(letter, {
        title: bench.title,
        at: new Date().toISOString(),
        commit,
        machine: `${machine}, ${load}`,
        ...result,
      });
  }
  const { rows, missed } = standings(measured);
  if (!values.quick) console.log(`\n${plainTable([["Target", "Figure", "", "", ""], ...rows])}`);
  if (failed.length > 0) console.log(`\nFailed: ${failed.join(", ")}`);
  process.exitCode = failed.length > 0 || (missed > 0 && !values.quick) ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
