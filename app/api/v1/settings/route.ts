import { serve } from "@/lib/server/http/serve";
import { changeStoredSettings, readStoredSettings } from "@/lib/server/stored-settings";
import { settingsApi } from "@/lib/wire/api/settings";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(settingsApi, {
  GET: async ({ actor }) => ({ data: await readStoredSettings(actor) }),
  PATCH: async ({ actor, body }) => ({ data: await changeStoredSettings(actor, body) }),
});
