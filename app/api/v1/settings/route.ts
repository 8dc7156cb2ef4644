import { z } from "zod";
import { actorOf } from "@/lib/server/actor";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { changeStoredSettings, readStoredSettings } from "@/lib/server/stored-settings";
import type { StoredSettingsAnswer } from "@/lib/wire/settings-contract";

export const dynamic = "force-dynamic";

export const GET = route(async (request) => {
  const answer: StoredSettingsAnswer = { data: await readStoredSettings(await actorOf(request.headers)) };
  return noStore(answer);
});

const days = z.number().int("whole days").min(1, "at least 1 day").max(3650, "at most 3650 days").optional();
const changeSchema = z.strictObject({
  privacy: z
    .strictObject({ supervisorsSeeNumbers: z.boolean().optional(), redactForSupervisors: z.boolean().optional() })
    .optional(),
  retention: z.strictObject({ auditDays: days, endedDays: days }).optional(),
});

/** Changes the fields given and leaves the others. */
export const PATCH = route(async (request) => {
  const actor = await actorOf(request.headers);
  const wanted = await readChange(request, actor, changeSchema);
  const answer: StoredSettingsAnswer = { data: await changeStoredSettings(actor, wanted) };
  return noStore(answer);
});

const refused = wrongMethod("GET, HEAD, PATCH");

export { refused as DELETE, refused as OPTIONS, refused as POST, refused as PUT };
