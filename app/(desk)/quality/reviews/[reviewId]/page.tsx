import { ReviewPage } from "@/components/quality/review-page";
import { visitor } from "@/lib/server/visitor";
import { reviewPagePath } from "@/lib/wire/quality-paths";

export const metadata = { title: "Review" };

export default async function Page({ params }: { params: Promise<{ reviewId: string }> }) {
  const { reviewId } = await params;
  await visitor(reviewPagePath(reviewId));
  return <ReviewPage key={reviewId} reviewId={reviewId} />;
}
