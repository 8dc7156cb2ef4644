"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { PageFrame } from "@/components/shell/page-frame";
import { PageHeading } from "@/components/shell/page-heading";
import { useViewer } from "@/components/shell/viewer";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { type QualitySection, qualityPagePath } from "@/lib/wire/quality-paths";

const SECTIONS: { section: QualitySection; name: string; needs: string }[] = [
  { section: "queue", name: "Queue", needs: "quality.review" },
  { section: "rubrics", name: "Rubrics", needs: "quality.read" },
  { section: "agreement", name: "Agreement", needs: "quality.review" },
  { section: "agents", name: "Agents", needs: "quality.read" },
];

/** A page of quality: the sections above, then its name, purpose and content. */
export function QualityFrame({
  section,
  title,
  text,
  action,
  children,
}: {
  section: QualitySection;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  const may = useViewer().person?.may ?? [];
  const open = SECTIONS.filter(({ needs }) => may.includes(needs));
  const mayLook = open.some((one) => one.section === section);
  return (
    <PageFrame page="quality">
      <nav
        aria-label="Quality"
        data-screen-only
        className="relative flex gap-1 overflow-x-auto border-line border-b bg-surface px-2 sm:px-6"
      >
        {open.map(({ section: name, name: label }) => (
          <Link
            key={name}
            href={qualityPagePath(name)}
            aria-current={section === name ? "page" : undefined}
            className={clsx(
              "-mb-px inline-flex h-10 shrink-0 items-center border-b-2 px-3 font-medium text-sm pointer-coarse:h-11",
              section === name
                ? "border-action text-text forced-colors:border-[Highlight]"
                : "border-transparent text-muted hover:text-text forced-colors:border-[Canvas]",
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
      <div className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 sm:px-6">
        {mayLook ? (
          <>
            <PageHeading title={title} text={text} action={action ? <div data-screen-only>{action}</div> : null} />
            <div className="mt-6">{children}</div>
          </>
        ) : (
          <ErrorState
            heading="h1"
            title="Not for your role"
            text="Reviews are for supervisors and admins. How calls were judged stands on each call and under Rubrics and Agents."
            action={
              <Link href={qualityPagePath("agents")} className="underline">
                Scores by agent
              </Link>
            }
          />
        )}
      </div>
    </PageFrame>
  );
}
