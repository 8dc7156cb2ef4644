import type { Call } from "@/lib/calls/call";
import { asSent } from "@/lib/calls/sent";
import type { CallFormat } from "@/lib/wire/exports-contract";
import { transcriptCsv, transcriptText, transcriptVtt } from "./lines";
import { trainingOf } from "./training";

/** A file for somebody to keep. */
export type ExportFile = { name: string; mediaType: string; text: string };

type Shown = { call: Call; contactName: string | null };
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const FILES: Record<CallFormat, { extension: string; mediaType: string; text: (shown: Shown) => string }> = {
  // Where nothing was said the document's program makes nothing.
  training: { extension: "training.json", mediaType: "application/json", text: ({ call }) => json(trainingOf(call)) },
  json: { extension: "json", mediaType: "application/json", text: ({ call }) => json({ data: asSent(call) }) },
  text: { extension: "txt", mediaType: "text/plain; charset=utf-8", text: transcriptText },
  csv: { extension: "csv", mediaType: "text/csv; charset=utf-8", text: transcriptCsv },
  vtt: { extension: "vtt", mediaType: "text/vtt; charset=utf-8", text: transcriptVtt },
};

/** One call as a file. @param shown as whoever takes it sees it */
export function callFile(format: CallFormat, shown: Shown): ExportFile {
  const { extension, mediaType, text } = FILES[format];
  return { name: `${fileStem(`earshot-${shown.call.id}`)}.${extension}`, mediaType, text: text(shown) };
}

const LONGEST_STEM = 100;

/** A file's name that every system takes and that says nothing of anybody: letters, digits, dashes and underscores. */
export const fileStem = (text: string): string =>
  text
    .replace(/[^\w-]+/g, "_")
    .replace(/^[_-]+/, "")
    .slice(0, LONGEST_STEM) || "earshot";

/** The header that has a browser keep an answer as a file; names are `fileStem`s. */
export const attachment = (name: string): string => `attachment; filename="${name}"`;
