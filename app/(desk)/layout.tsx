import type { ReactNode } from "react";
import { Desk } from "@/components/shell/desk";

/** The pages with the desk's frame. */
export default function DeskLayout({ children }: { children: ReactNode }) {
  return <Desk>{children}</Desk>;
}
