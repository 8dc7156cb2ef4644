import { z } from "zod";
import { visible } from "@/lib/format/visible";

const scale = (text: string) => Number(text) >= 0.4 && Number(text) <= 3;
const decimal = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/);

/**
 * How a screen with a pass is set up: a wall's settings as an address would carry them, but for `names`, because a pass
 * shows nobody's. What is left out has its default.
 */
export const wallConfigSchema = z.strictObject({
  theme: z.enum(["system", "light", "dark"]).optional(),
  /** 0.4 to 3, times the text height that is read from 5 m */
  scale: decimal.refine(scale, "0.4 to 3").optional(),
  /** ids or names of agents, commas between */
  agents: z.string().max(2_000).optional(),
  /** ids of campaigns, commas between; calls of any of these and of any of `agents` are shown */
  campaigns: z.string().max(2_000).optional(),
  sound: z.enum(["on", "off"]).optional(),
  /** the caller's last line beside a call that needs attention, redacted; hidden unless told otherwise */
  words: z.enum(["hidden", "shown"]).optional(),
});

const nameSchema = z.string().overwrite(visible).min(1, "give the screen a name").max(60, "at most 60 characters");

/** `POST /api/v1/wall`: a screen reports. */
export const wallReportSchema = z.strictObject({ build: z.string().max(64) });

/** What a screen is: `waiting` shows a code that nobody has entered yet, `unpaired` has neither pass nor code. */
export const wallStateSchema = z.strictObject({
  data: z.discriminatedUnion("state", [
    z.strictObject({ state: z.literal("unpaired") }),
    z.strictObject({ state: z.literal("waiting") }),
    z.strictObject({
      state: z.literal("paired"),
      name: z.string(),
      config: wallConfigSchema,
      /** ISO 8601: a screen that sees a newer one than it began with loads itself anew */
      reloadAskedAt: z.string().nullable(),
    }),
  ]),
});

/** `POST /api/v1/wall/pairing`: what to show, and for how long it works. */
export const wallPairingSchema = z.strictObject({ data: z.strictObject({ code: z.string(), lifeMs: z.number() }) });

/** `POST /api/v1/walls`: lets the screen that shows this code in. */
export const wallClaimSchema = z.strictObject({
  code: z.string().max(40),
  name: nameSchema,
  config: wallConfigSchema.default({}),
});

/** `PATCH /api/v1/walls/{wallId}` */
export const wallChangeSchema = z
  .strictObject({
    name: nameSchema.optional(),
    config: wallConfigSchema.optional(),
    /** true: the screen loads itself anew, once */
    reload: z.literal(true).optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "nothing to change");

const wallSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  config: wallConfigSchema,
  /**
   * new: has not fetched its pass yet; live: reported within the last minutes; away: did not; stopped: whoever let it in
   * may no longer do that
   */
  state: z.enum(["new", "live", "away", "stopped"]),
  lastSeenAt: z.string().nullable(),
  /** the build it runs, and whether that is the server's own */
  build: z.string().nullable(),
  isCurrentBuild: z.boolean(),
  createdByName: z.string(),
  createdAt: z.string(),
});

/** `GET /api/v1/walls` */
export const wallListSchema = z.strictObject({ data: z.strictObject({ walls: z.array(wallSchema) }) });
/** `POST /api/v1/walls`, `PATCH` and `DELETE /api/v1/walls/{wallId}`; deleted: as it was */
export const wallAnswerSchema = z.strictObject({ data: wallSchema });

export type WallConfig = z.infer<typeof wallConfigSchema>;
export type WallState = z.infer<typeof wallStateSchema>["data"];
export type WallPairing = z.infer<typeof wallPairingSchema>["data"];
export type WallEntry = z.infer<typeof wallSchema>;
export type WallList = z.infer<typeof wallListSchema>;
