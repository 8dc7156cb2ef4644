"use client";

import clsx from "clsx";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import { X } from "@/components/ui/icons";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  fallbackFocus?: RefObject<HTMLElement | null>;
};

/**
 * A modal question or panel, the browser's own: it keeps the focus, closes on Escape and on a press beside it, gives the
 * focus back to what opened it, or to `fallbackFocus` when that has gone meanwhile. Part of every page that asks
 * anything, so that a question never waits for a download.
 */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <Box {...rest} /> : null;
}

function Box({
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = "sm",
  fallbackFocus,
}: Omit<DialogProps, "open">) {
  const box = useRef<HTMLDialogElement>(null);
  const name = useId();
  // While rendering, because an `autoFocus` inside takes the focus before any effect could see where it was.
  const [opener] = useState(() => document.activeElement);
  // What is inside comes once the box is shown: nothing hidden can take the focus.
  const [shown, setShown] = useState(false);
  const fallback = useRef(fallbackFocus);
  useEffect(() => {
    fallback.current = fallbackFocus;
  });
  useLayoutEffect(() => {
    const dialog = box.current;
    if (dialog !== null) openers.set(dialog, opener);
    dialog?.showModal();
    setShown(true);
    const unlock = lockScrolling();
    return () => {
      unlock();
      dialog?.close();
      // After what closed it has changed the page, which may have taken the opener away.
      setTimeout(() => giveFocusBack(opener, fallback.current?.current));
    };
  }, [opener]);
  const close = () => onOpenChange(false);
  return createPortal(
    <dialog
      ref={box}
      aria-labelledby={`${name}title`}
      aria-describedby={description ? `${name}text` : undefined}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.preventDefault();
          close();
        } else if (event.key === "Tab") keepInside(event);
      }}
      // What closes dialogs on a telephone.
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === event.currentTarget && close()}
      className={clsx(
        "m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] animate-fade-in flex-col overflow-hidden rounded-2xl border border-line bg-surface p-0 text-text shadow-float outline-none open:flex backdrop:bg-black/50",
        { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl" }[size],
      )}
    >
      {shown ? (
        <>
          <div className="flex items-start gap-4 px-5 pt-4">
            <div className="min-w-0 flex-1 pt-1">
              <h2 id={`${name}title`} className="font-semibold text-base">
                {title}
              </h2>
              {description ? (
                <div id={`${name}text`} className="mt-1 text-muted text-sm">
                  {description}
                </div>
              ) : null}
            </div>
            <button
              type="button"
              onClick={close}
              aria-label="Close"
              className="-mr-2 grid size-9 place-items-center rounded-lg text-muted hover:bg-raised hover:text-text"
            >
              <X className="size-4" aria-hidden />
            </button>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-3">{children}</div>
          {footer ? <div className="flex flex-wrap justify-end gap-2 px-5 pb-5">{footer}</div> : null}
        </>
      ) : null}
    </dialog>,
    document.body,
  );
}

const REACHABLE = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex='0']";

/** Tab goes round within the box instead of out of the page. */
function keepInside(event: KeyboardEvent<HTMLElement>) {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(REACHABLE)].filter(
    (element) => element.getClientRects().length > 0,
  );
  const [first, last] = [all.at(0), all.at(-1)];
  const isAtEnd = event.shiftKey
    ? document.activeElement === first || document.activeElement === event.currentTarget
    : document.activeElement === last;
  if (!isAtEnd) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** What opened each: a box that takes the place of another gives the focus back to what opened that one. */
const openers = new WeakMap<Element, Element | null>();

function giveFocusBack(opener: Element | null, fallback: HTMLElement | null | undefined) {
  const { activeElement } = document;
  if (activeElement !== null && activeElement !== document.body && activeElement !== opener) return;
  let before: Element | null = opener;
  while (before !== null && !before.isConnected) before = openers.get(before.closest("dialog") ?? before) ?? null;
  const target = before instanceof HTMLElement && before !== document.body ? before : fallback;
  target?.focus();
}

let locks = 0;
let before = { overflow: "", paddingRight: "" };

/** The page behind stands still, and does not jump where its scroll bar was. @returns its undoing */
function lockScrolling(): () => void {
  const { style, clientWidth } = document.documentElement;
  if (locks === 0) {
    before = { overflow: style.overflow, paddingRight: style.paddingRight };
    const barPx = window.innerWidth - clientWidth;
    style.overflow = "hidden";
    if (barPx > 0) style.paddingRight = `${barPx}px`;
  }
  locks += 1;
  return () => {
    locks -= 1;
    if (locks === 0) Object.assign(style, before);
  };
}
