import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { reviewersApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(reviewersApi, {
  GET: async ({ actor, params: { reviewId } }) => ({ data: await quality.reviews.reviewers(actor, reviewId) }),
});
