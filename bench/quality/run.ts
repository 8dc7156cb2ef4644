import { parseArgs } from "node:util";
import { missedLines, tables } from "./tables";

/** `npm run bench:quality` prints the tables of ../README.md; with `--misses` also each line that went wrong. */

const { values } = parseArgs({ options: { misses: { type: "boolean", default: false } } });
console.log(tables().join("\n"));
if (values.misses) console.log(`\n${missedLines().join("\n")}`);
