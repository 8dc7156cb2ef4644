"use client";

import { useQuery } from "@tanstack/react-query";
import { CallError } from "@/components/call/call-error";
import { PageFrame } from "@/components/shell/page-frame";
import { useViewer } from "@/components/shell/viewer";
import { buttonClass } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { accessErrorWords } from "@/lib/queries/access-words";
import { callQuery } from "@/lib/queries/call";
import { callQualityQuery, reviewQuery } from "@/lib/queries/quality";
import type { Review } from "@/lib/wire/quality-contract";
import { qualityPagePath } from "@/lib/wire/quality-paths";
import { ReviewScreen } from "./review-screen";

/** One review: the call on the left, the form on the right. */
export function ReviewPage({ reviewId }: { reviewId: string }) {
  const mayReview = useViewer().person?.may.includes("quality.review") === true;
  const { data: review, error } = useQuery({ ...reviewQuery(reviewId), enabled: mayReview });
  return (
    <PageFrame page="quality">
      {!mayReview ? (
        <Instead title="Not for your role" text="Reviews are for supervisors and admins." />
      ) : review !== undefined ? (
        <WithCall review={review} />
      ) : error === null ? (
        <p role="status" className="p-6 text-muted">
          Looking for the review…
        </p>
      ) : error.reason === "not_found" ? (
        <Instead
          title="There is no such review"
          text="Its call may be kept no longer, or is not among those that you may see."
        />
      ) : (
        <Instead {...accessErrorWords(error.reason, "settings")} />
      )}
    </PageFrame>
  );
}

function Instead({ title, text }: { title: string; text: string }) {
  return (
    <ErrorState
      heading="h1"
      title={title}
      text={text}
      action={
        <Link href={qualityPagePath()} className={buttonClass()}>
          To the queue
        </Link>
      }
    />
  );
}

function WithCall({ review }: { review: Review }) {
  const { data, error, refetch } = useQuery(callQuery(review.callId));
  const judged = useQuery(callQualityQuery(review.callId));
  // What is left as the rubric has it counts as agreed: so it is known what the rubric has before anything is given.
  if (data !== undefined && !judged.isPending) {
    return <ReviewScreen review={review} answer={data.answer} judged={judged.data ?? null} />;
  }
  if (error !== null) return <CallError reason={error.reason} onRetry={() => void refetch()} />;
  return (
    <p role="status" className="p-6 text-muted">
      Looking for the call…
    </p>
  );
}
