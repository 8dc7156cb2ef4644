import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { calibrationApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(calibrationApi, {
  GET: async ({ actor, query }) => ({ data: await quality.figures.calibration(actor, query) }),
});
