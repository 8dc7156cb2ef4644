import { archive } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { archiveChoicesApi } from "@/lib/wire/api/archive";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(archiveChoicesApi, {
  GET: ({ actor }) => archive.choices(actor),
});
