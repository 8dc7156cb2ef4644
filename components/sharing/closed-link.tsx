import type { ReactNode } from "react";
import { CircleHelp, Hourglass, type Icon, Link2Off, Puzzle, TriangleAlert } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { accessErrorWords } from "@/lib/queries/access-words";
import type { FetchReason } from "@/lib/wire/fetch-json";

const ICONS: Partial<Record<FetchReason, Icon>> = {
  link_unknown: CircleHelp,
  link_expired: Hourglass,
  link_revoked: Link2Off,
  link_incomplete: Puzzle,
};

/** Why a link shows no call, and whom to ask. Nothing of what it showed is here any more. */
export function ClosedLink({ reason, action }: { reason: FetchReason; action?: ReactNode }) {
  const { title, text } = accessErrorWords(reason, "call");
  const Icon = ICONS[reason] ?? TriangleAlert;
  return (
    <div data-share-closed={reason} className="my-auto">
      <Notice heading="h1" role="alert" icon={<Icon aria-hidden />} title={title} text={text} action={action} />
    </div>
  );
}
