import type { ReactNode } from "react";
import { Inbox } from "@/components/ui/icons";
import { Notice } from "./notice";

/** Nothing to show, and that is no fault. */
export function EmptyState(props: {
  icon?: ReactNode;
  title: string;
  text: ReactNode;
  action?: ReactNode;
  heading?: "h1" | "h2";
  className?: string;
}) {
  return <Notice role="status" {...props} icon={props.icon ?? <Inbox aria-hidden />} />;
}
