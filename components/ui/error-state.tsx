import type { ReactNode } from "react";
import { TriangleAlert } from "@/components/ui/icons";
import { Notice } from "./notice";

/** Something failed before there was anything to show: what happened, what is kept, what to do. */
export function ErrorState(props: {
  icon?: ReactNode;
  title: string;
  text: ReactNode;
  action?: ReactNode;
  heading?: "h1" | "h2";
  className?: string;
}) {
  return <Notice role="alert" {...props} icon={props.icon ?? <TriangleAlert aria-hidden />} />;
}
