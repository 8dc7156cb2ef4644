import { textTable } from "./support/figures";
const [name, key, quick] = process.argv.slice(2);
const module = (await import(`./${name}.ts`)) as Record<string, { run: (o: { quick: boolean }) => Promise<{ figures: never[]; notes: string[] }> }>;
const result = await module[key ?? ""]!.run({ quick: quick === "quick" });
console.log(textTable(result.figures));
