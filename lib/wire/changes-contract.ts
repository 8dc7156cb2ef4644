import { z } from "zod";
import { boardCallSchema, boardHitSchema } from "@/lib/calls/board";
import { boardSchema, callAnswerSchema } from "./contract";

/** What `?since=` is answered with where the version is known: as changes.ts says, in the contract's own shapes. */

const since = z.string();

const lineChangesSchema = z.strictObject({
  /** so many lines at the start are gone; places below count without them */
  dropped: z.number(),
  /** lines that are new or different by place, each as the whole answer has it */
  changed: z.array(z.tuple([z.number(), z.unknown()])),
  /** how many lines there are */
  length: z.number(),
});

const rowChanges = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({
    changed: z.array(row),
    removed: z.array(z.string()),
    /** ids of all rows; absent while those that stayed stand as they stood, with new ones after them */
    order: z.array(z.string()).optional(),
  });

/** `GET /api/v1/live?since=…` */
export const boardChangesSchema = z.strictObject({
  since,
  data: z.strictObject({
    calls: rowChanges(boardCallSchema).optional(),
    hits: rowChanges(boardHitSchema).optional(),
    totals: boardSchema.shape.data.shape.totals.partial(),
  }),
  meta: boardSchema.shape.meta.partial(),
});

/** `GET /api/v1/calls/{callId}?since=…`: of `data` the fields that changed, as the whole answer has them, but for the lines. */
export const callChangesSchema = z.strictObject({
  since,
  data: z.looseObject({ transcript: lineChangesSchema.optional() }),
  meta: callAnswerSchema.shape.meta.partial(),
});
