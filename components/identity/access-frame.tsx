import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";

/** The page of somebody who is not in yet: one card in the middle, nothing else to press. */
export function AccessFrame({ title, text, children }: { title: string; text?: ReactNode; children?: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center justify-center gap-2.5">
          <Logo className="size-8" />
          <span className="font-semibold text-lg tracking-tight">Earshot</span>
        </div>
        <div className="rounded-2xl border border-line bg-surface p-6 sm:p-7">
          <h1 className="font-semibold text-base">{title}</h1>
          {text ? <div className="mt-1 text-pretty text-muted text-sm">{text}</div> : null}
          {children ? <div className="mt-5">{children}</div> : null}
        </div>
      </div>
    </main>
  );
}
