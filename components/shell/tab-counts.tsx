"use client";

import { useEffect } from "react";
import { onTick } from "@/components/ui/clock";
import { type TabCounts as Counts, type TabMark, tabMark, tabTitle } from "./tab-title";

const SIZE = 64;
/** Drawn on a canvas, which knows no CSS variables: the mark's own two hues and the alarm's, on any tab colour. */
const HUES = {
  agent: "#5b8def",
  caller: "#e0913a",
  line: "#8a8f98",
  critical: "#d92d20",
  warning: "#b45309",
  calm: "#3f4652",
  text: "#ffffff",
};

/**
 * Keeps the counts in the tab's title and icon, and puts the plain ones back when the page is left. `page` null: the
 * title the server gave stands. Looked at each second, because the framework writes its own title when it likes.
 */
export function TabCounts({ page, ...counts }: Counts & { page: string | null }) {
  const title = page === null ? null : tabTitle(page, counts);
  const { text, tone } = tabMark(counts) ?? { text: null, tone: "calm" as const };
  useEffect(() => {
    if (title === null) return;
    const write = () => {
      if (document.title !== title) document.title = title;
    };
    write();
    const stop = onTick(write);
    return () => {
      stop();
      // The next page's own title may already stand there.
      if (document.title === title) document.title = `${page} · Earshot`;
    };
  }, [page, title]);
  useEffect(() => {
    const drawn = text === null ? null : drawIcon({ text, tone });
    if (drawn === null) return;
    const plain = new Map<HTMLLinkElement, string>();
    const write = () => {
      for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel~=icon]")) {
        if (link.href === drawn) continue;
        plain.set(link, link.href);
        link.href = drawn;
      }
    };
    write();
    const stop = onTick(write);
    return () => {
      stop();
      for (const [link, href] of plain) link.href = href;
    };
  }, [text, tone]);
  return null;
}

function drawIcon({ text, tone }: TabMark): string | null {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE;
  canvas.height = SIZE;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  const box = (colour: string, x: number, y: number, width: number, height: number, radius: number) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(x, y, width, height, radius);
    pen.fill();
  };
  box(HUES.line, 2, 30, 60, 4, 2);
  box(HUES.agent, 6, 8, 16, 18, 4);
  box(HUES.caller, 26, 38, 12, 18, 4);
  box(HUES.agent, 42, 8, 16, 18, 4);
  const width = text.length > 1 ? 46 : 34;
  box(HUES[tone], SIZE - width, 28, width, 36, 12);
  pen.fillStyle = HUES.text;
  pen.font = "bold 32px sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, SIZE - width / 2, 47);
  return canvas.toDataURL("image/png");
}
