import type { ComponentType, SVGProps } from "react";

/** An icon of 24 units; its colour is the text's, its size what the place gives it. */
export type Icon = ComponentType<SVGProps<SVGSVGElement>>;

/**
 * Makes an icon of one path: a tenth of what a drawing library's own components cost in a page's first load.
 * @param d the path, in a square of 24 units, drawn as a line of 2
 */
export function icon(d: string): Icon {
  return function DrawnIcon(props) {
    return (
      // biome-ignore lint/a11y/noSvgWithoutTitle: what an icon means stands in words beside it, or in its button's name
      <svg
        aria-hidden
        width={24}
        height={24}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
        {...props}
      >
        <path d={d} />
      </svg>
    );
  };
}
