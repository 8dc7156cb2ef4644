import { z } from "zod";
import { plainQuery } from "@/lib/format/query-text";
import { visible } from "@/lib/format/visible";

/** Saved views: a page's filters and sort under a name. Times are ISO 8601. */

const LONGEST_NAME = 60;
const LONGEST_QUERY = 2_000;

/** Pages that have views. */
export const VIEW_PAGES = ["live", "calls", "analytics"] as const;

const nameSchema = z
  .string()
  .overwrite(visible)
  .min(1, "give the view a name")
  .max(LONGEST_NAME, `at most ${LONGEST_NAME} characters`);

/** What the page's address says behind its "?", in its one form. */
const querySchema = z
  .string()
  .max(LONGEST_QUERY, `at most ${LONGEST_QUERY} characters`)
  .refine((text) => plainQuery(text) !== null, "not what the page's address has behind its question mark")
  .overwrite((text) => plainQuery(text) ?? text);

/** `POST /api/v1/views` */
export const newViewSchema = z.strictObject({
  page: z.enum(VIEW_PAGES),
  name: nameSchema,
  query: querySchema,
  /** everybody has it, not its maker alone */
  shared: z.boolean().default(false),
});

/** `PATCH /api/v1/views/{viewId}` */
export const viewChangeSchema = z
  .strictObject({ name: nameSchema.optional(), query: querySchema.optional(), shared: z.boolean().optional() })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "nothing to change");

const viewSchema = z.strictObject({
  id: z.string(),
  page: z.enum(VIEW_PAGES),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  /** whoever asks has made it */
  isOwn: z.boolean(),
  /** who made it, as they were called then */
  madeBy: z.string(),
  /** whoever asks may rename, overwrite and delete it */
  mayChange: z.boolean(),
  changedAt: z.string(),
});

/** `GET /api/v1/views`: one's own and those that are shared, by name. */
export const viewListSchema = z.strictObject({
  data: z.strictObject({
    views: z.array(viewSchema),
    /** whoever asks may share views */
    mayShare: z.boolean(),
  }),
});
/** `POST /api/v1/views`, `PATCH` and `DELETE /api/v1/views/{viewId}`; deleted: as it was */
export const viewAnswerSchema = z.strictObject({ data: viewSchema });

export type NewView = z.infer<typeof newViewSchema>;
export type ViewChange = z.infer<typeof viewChangeSchema>;
export type ViewPage = (typeof VIEW_PAGES)[number];
export type SavedView = z.infer<typeof viewSchema>;
export type ViewList = z.infer<typeof viewListSchema>;
