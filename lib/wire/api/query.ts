import type { z } from "zod";

/** What is wrong with a query: `name` is a parameter's, as it was sent. `message` is the schema's own. */
type QueryFault = { name: string; fault: "unknown" | "twice" | "invalid"; message: string };

export type Query = {
  /** of texts; a field's description says what it should be. A strict one refuses what it does not have and repetitions */
  schema: z.ZodObject;
  /** the sentence of a refusal; it never repeats what was sent */
  words: (fault: QueryFault) => string;
};

/** "limit should be a whole number from 1 to 100." */
export function shouldBe<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  others: Partial<Record<"unknown" | "twice", (name: string) => string>> = {},
): { schema: z.ZodObject<Shape>; words: Query["words"] } {
  const words: Query["words"] = ({ name, fault }) => {
    if (fault !== "invalid" && others[fault] !== undefined) return others[fault](name);
    const field = schema.shape[name as keyof Shape] as z.ZodType | undefined;
    return `${name} should be ${field?.description}.`;
  };
  return { schema, words };
}

/**
 * Reads a query. Where the schema is not strict, what it does not have is left aside, and of repetitions the first counts.
 * @returns the values, or the sentence of the refusal
 */
export function readQuery<Schema extends z.ZodObject>(
  { schema, words }: { schema: Schema; words: Query["words"] },
  query: URLSearchParams,
): { values: z.output<Schema> } | { problem: string } {
  const isStrict = schema.def.catchall?._zod.def.type === "never";
  const given = new Map<string, string>();
  for (const [name, text] of query) {
    const fault = Object.hasOwn(schema.shape, name) ? (given.has(name) ? "twice" : null) : "unknown";
    if (fault === null) given.set(name, text);
    else if (isStrict) return { problem: words({ name, fault, message: "" }) };
  }
  const read = schema.safeParse(Object.fromEntries(given));
  if (read.success) return { values: read.data };
  const issue = read.error.issues[0];
  return { problem: words({ name: String(issue?.path[0]), fault: "invalid", message: issue?.message ?? "" }) };
}
