import { archiveSize } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { archiveSizeApi } from "@/lib/wire/api/archive";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(archiveSizeApi, {
  GET: ({ actor }) => archiveSize.read(actor),
});
