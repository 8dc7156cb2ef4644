"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { useViewer } from "@/components/shell/viewer";
import { EyeOff } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { settingsPagePath } from "@/lib/wire/paths";

/** Calls are not kept, or nobody has decided. `children`: what is shown nevertheless. */
export function NotKept({ undecided, children }: { undecided: boolean; children: ReactNode }) {
  const { person } = useViewer();
  const mayDecide = person?.may.includes("settings.manage") === true;
  return (
    <Note icon={<EyeOff aria-hidden />}>
      {undecided
        ? "Nobody has decided yet whether calls are kept here, so none are: what was said cannot be searched."
        : "Calls are not kept here: what was said cannot be searched."}{" "}
      {children}{" "}
      {mayDecide ? (
        <Link href={settingsPagePath("data")} className="underline underline-offset-2">
          Decide in the settings
        </Link>
      ) : (
        "An admin decides that."
      )}
    </Note>
  );
}

/** One thing that a page of calls cannot say by its rows. */
export function Note({ icon, isLoud, children }: { icon: ReactNode; isLoud?: boolean; children: ReactNode }) {
  return (
    <div
      className={clsx(
        "flex items-start gap-2.5 rounded-lg border px-3 py-2 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
        isLoud ? "border-critical bg-critical-wash [&>svg]:text-critical" : "border-line bg-surface [&>svg]:text-muted",
      )}
    >
      {icon}
      <p className="min-w-0">{children}</p>
    </div>
  );
}
