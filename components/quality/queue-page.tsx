"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useKeys } from "@/components/shell/keys";
import { useViewer } from "@/components/shell/viewer";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type QueueFilter, reviewsQuery } from "@/lib/queries/quality";
import { qualityPagePath, reviewPagePath } from "@/lib/wire/quality-paths";
import { Loaded } from "./loading";
import { nextReview } from "./next-review";
import { QualityFrame } from "./quality-frame";
import { ReviewRow } from "./review-row";
import { SamplingRules } from "./sampling-rules";
import { countOf } from "./words";

const FILTERS: { filter: QueueFilter; name: string }[] = [
  { filter: "open", name: "All waiting" },
  { filter: "free", name: "Open" },
  { filter: "mine", name: "Mine" },
  { filter: "done", name: "Done" },
  { filter: "skipped", name: "Skipped" },
];

const EMPTY: Record<QueueFilter, { title: string; text: string }> = {
  open: {
    title: "Nothing waits to be reviewed",
    text: "The rules above put calls here. Any kept call is put here from its own page, too.",
  },
  free: { title: "Every review that waits is assigned", text: "Under All waiting stands whose each of them is." },
  mine: { title: "Nothing is assigned to you", text: "Take a review from the open ones to have it to yourself." },
  done: { title: "Nobody has reviewed a call", text: "What people gave stands here once a review is done." },
  skipped: { title: "No review was skipped", text: "A call that is skipped leaves the queue and stands here." },
};

/** The queue of reviews, and which calls come into it by themselves. */
export function QueuePage() {
  const router = useRouter();
  const asked = useSearchParams()?.get("show");
  const filter = FILTERS.find((one) => one.filter === asked)?.filter ?? "open";
  const enabled = useViewer().person?.may.includes("quality.review") === true;
  const { data, error, refetch } = useQuery({ ...reviewsQuery(filter), enabled });
  const open = useQuery({ ...reviewsQuery("open"), enabled }).data;
  const next = nextReview(open?.reviews ?? [], null);
  useKeys(
    next === null
      ? []
      : [{ keys: "s", label: "Start reviewing", group: "Quality", run: () => router.push(reviewPagePath(next.id)) }],
  );
  return (
    <QualityFrame
      section="queue"
      title="Review queue"
      text="Calls that people are to review: how good each was, and whether the rubric judged it right."
      action={
        next === null ? null : (
          <Link href={reviewPagePath(next.id)} className={buttonClass("primary")}>
            Start reviewing
          </Link>
        )
      }
    >
      <SamplingRules />
      <fieldset aria-label="Which reviews" className="mb-3 flex flex-wrap gap-1.5">
        {FILTERS.map(({ filter: one, name }) => (
          <Button
            key={one}
            size="sm"
            variant={filter === one ? "primary" : "secondary"}
            aria-pressed={filter === one}
            onClick={() => router.replace(one === "open" ? "?" : `?show=${one}`, { scroll: false })}
          >
            {name}
            {open && (one === "open" || one === "free" || one === "mine") ? (
              <span className="tabular-nums">{open[one].toLocaleString("en-GB")}</span>
            ) : null}
          </Button>
        ))}
      </fieldset>
      <Loaded data={data} error={error} onRetry={() => void refetch()}>
        {({ reviews, ...counts }) => {
          const total = filter === "done" || filter === "skipped" ? reviews.length : counts[filter];
          return reviews.length === 0 ? (
            <EmptyState {...EMPTY[filter]} />
          ) : (
            <>
              <ul aria-label="Reviews" className="divide-y divide-line rounded-xl border border-line bg-surface">
                {reviews.map((review) => (
                  <ReviewRow key={review.id} review={review} />
                ))}
              </ul>
              {total > reviews.length ? (
                <p className="mt-2 text-muted text-xs">
                  The first {reviews.length} of {countOf(total, "review")}.
                </p>
              ) : null}
            </>
          );
        }}
      </Loaded>
      <p className="mt-6 text-muted text-xs">
        How often people and rubric agree stands under{" "}
        <Link href={qualityPagePath("agreement")} className="underline">
          Agreement
        </Link>
        .
      </p>
    </QualityFrame>
  );
}
