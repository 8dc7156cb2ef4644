"use client";

import { useRouter } from "next/navigation";
import { type AnchorHTMLAttributes, type MouseEvent, type Ref, startTransition } from "react";

/**
 * A link to a page of ours, opened within this one. Next's own has what nothing here asks for, prefetching above all,
 * at 2.6 KiB of every page's first load. A press for a new tab or window is left to the browser.
 * @param props as of an anchor; `href` is an address of ours
 */
export function Link({
  href,
  onClick,
  ...props
}: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string; ref?: Ref<HTMLAnchorElement> | undefined }) {
  const router = useRouter();
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlain(event) || props.target || props.download !== undefined) return;
    event.preventDefault();
    startTransition(() => router.push(href));
  };
  return <a href={href} onClick={open} {...props} />;
}

const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
