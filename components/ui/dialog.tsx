"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, type RefObject, useState } from "react";

/**
 * A modal question or panel: traps the focus, closes on Escape, gives the focus back to what opened it, or to
 * `fallbackFocus` when that has gone meanwhile. Its scroll lock writes a `<style>`
 * element, which passes the page's policy because `Providers` hands the nonce to get-nonce.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = "sm",
  fallbackFocus,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  fallbackFocus?: RefObject<HTMLElement | null>;
}) {
  const [was, setWas] = useState<{ open: boolean; opener: Element | null }>({ open: false, opener: null });
  // While rendering, because an `autoFocus` inside takes the focus before any effect could see where it was.
  if (was.open !== open) setWas({ open, opener: open ? document.activeElement : was.opener });
  const giveFocusBack = () => {
    const before = was.opener;
    const usable = before instanceof HTMLElement && before.isConnected && before !== document.body;
    (usable ? before : fallbackFocus?.current)?.focus();
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-black/50" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          // Radix gives it to a trigger, and these dialogs have none.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            giveFocusBack();
          }}
          className={clsx(
            "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 animate-fade-in flex-col rounded-2xl border border-line bg-surface shadow-float",
            { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl" }[size],
          )}
        >
          <div className="flex items-start gap-4 px-5 pt-4">
            <div className="min-w-0 flex-1 pt-1">
              <Radix.Title className="font-semibold text-base">{title}</Radix.Title>
              {description ? (
                <Radix.Description asChild>
                  <div className="mt-1 text-muted text-sm">{description}</div>
                </Radix.Description>
              ) : null}
            </div>
            <Radix.Close
              aria-label="Close"
              className="-mr-2 grid size-9 place-items-center rounded-lg text-muted hover:bg-raised hover:text-text"
            >
              <X className="size-4" aria-hidden />
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-3">{children}</div>
          {footer ? <div className="flex flex-wrap justify-end gap-2 px-5 pb-5">{footer}</div> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
