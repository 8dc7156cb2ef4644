import clsx from "clsx";
import type { ReactNode } from "react";

/** A whole-area message: what is so, why, and what can be done. The bone of empty and error states. */
export function Notice({
  icon,
  title,
  text,
  action,
  role,
  heading: Heading = "h2",
  className,
}: {
  icon: ReactNode;
  title: string;
  text: ReactNode;
  action?: ReactNode;
  role?: "status" | "alert";
  /** "h1" where the message is the whole page */
  heading?: "h1" | "h2";
  className?: string;
}) {
  return (
    <div role={role} className={clsx("mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center", className)}>
      <div className="mb-4 grid size-12 place-items-center rounded-full bg-raised text-muted [&>svg]:size-6">
        {icon}
      </div>
      <Heading className="text-balance font-semibold text-base">{title}</Heading>
      <div className="mt-1.5 text-pretty text-muted text-sm">{text}</div>
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
