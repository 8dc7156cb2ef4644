"use client";

import { PageBroke } from "@/components/shell/page-broke";
import { PageFrame } from "@/components/shell/page-frame";

export default function DeskBroke(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <PageFrame>
      <PageBroke {...props} />
    </PageFrame>
  );
}
