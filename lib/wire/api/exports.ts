import { z } from "zod";
import {
  exportAnswerSchema,
  exportCallSchema,
  exportListSchema,
  MANY_FORMATS,
  MOST_CHOSEN_CALLS,
} from "../exports-contract";
import { archiveCallsApi } from "./archive";
import { ONE_CALL } from "./call-reasons";
import { CALL_ID_PARAM, endpoint, ownIdParam, whoMay } from "./endpoint";

/** A filter in a body: as its text stands in an address, or as JSON has it. */
const given = z.union([z.string().max(4_000), z.number(), z.boolean(), z.array(z.string().max(400)).max(50)]);
/** What narrows a search, without its order and its pages. */
const { sort: _sort, limit: _limit, cursor: _cursor, ...FILTERS } = archiveCallsApi.methods.GET.query.schema.shape;
type Filters = typeof FILTERS;
type Given = { [Name in keyof Filters]: z.ZodOptional<z.ZodType<z.output<Filters[Name]>>> };
const inBody = Object.fromEntries(
  Object.entries(FILTERS).map(([name, filter]) => [
    name,
    given
      .transform((value) => (Array.isArray(value) ? value.join(",") : String(value)))
      .pipe(filter as z.ZodType<unknown, string>)
      .optional(),
  ]),
) as unknown as Given;

/** `POST /api/v1/archive/export` and `/exports`: the filters of `GET /api/v1/archive/calls`, or calls one by one. */
const exportManySchema = z.strictObject({
  format: z.enum(MANY_FORMATS),
  ids: z.array(z.string().min(1).max(256)).min(1).max(MOST_CHOSEN_CALLS).optional(),
  ...inBody,
});

export const callExportApi = endpoint({
  path: "/api/v1/calls/{callId}/export",
  topic: "Exports",
  params: { callId: CALL_ID_PARAM },
  methods: {
    POST: {
      summary:
        "One call as a file, as far as the role sees it: training, json, text, csv or vtt. A POST, because it is written into the audit trail",
      who: whoMay("call.export"),
      body: exportCallSchema,
      answer: { mediaType: "text/plain", what: "The file; its name stands in Content-Disposition." },
      reasons: ["too_many_attempts", ...ONE_CALL],
    },
  },
});

export const archiveExportApi = endpoint({
  path: "/api/v1/archive/export",
  topic: "Exports",
  methods: {
    POST: {
      summary:
        'Every kept call that the filters leave, as it is read: training records a line each, or a table of facts (calls) or of how they were talked (measures). The last line says that the file is whole: `{"_skipped": n}`, the calls without a transcript, and `_unsearched` where so many could not be searched yet for the words asked for; in a table a comment',
      who: whoMay("archive.export"),
      body: exportManySchema,
      answer: { mediaType: "application/x-ndjson", what: "NDJSON, or CSV for calls and measures." },
    },
  },
});

export const exportsApi = endpoint({
  path: "/api/v1/archive/exports",
  topic: "Exports",
  methods: {
    GET: {
      summary: "One's own exports that are or were written in the background, newest first",
      who: whoMay("archive.export"),
      answer: exportListSchema,
    },
    POST: {
      summary: "Has such a file written in the background, for whoever asks alone; it is kept for a week",
      who: whoMay("archive.export"),
      body: exportManySchema,
      answer: exportAnswerSchema,
      status: 201,
    },
  },
});

const EXPORT_ID = ownIdParam("the id of an export");

export const exportApi = endpoint({
  path: "/api/v1/archive/exports/{exportId}",
  topic: "Exports",
  params: { exportId: EXPORT_ID },
  methods: {
    GET: {
      summary: "How far one of one's own exports is",
      who: whoMay("archive.export"),
      answer: exportAnswerSchema,
      reasons: ["not_found"],
    },
    DELETE: {
      summary: "Ends an export, or deletes its file",
      who: whoMay("archive.export"),
      answer: exportAnswerSchema,
      reasons: ["not_found"],
    },
  },
});

export const exportFileApi = endpoint({
  path: "/api/v1/archive/exports/{exportId}/file",
  topic: "Exports",
  params: { exportId: EXPORT_ID },
  methods: {
    GET: {
      summary: "The file of an export, for whom it was written, as long as they see calls as they did then",
      who: whoMay("archive.export"),
      answer: { mediaType: "application/x-ndjson", what: "NDJSON, or CSV for calls and measures." },
      hasHead: false,
      reasons: ["not_found", "conflict"],
    },
  },
});
