"use client";

import { useEffect } from "react";

const SIZE = 64;
/** Drawn on a canvas, which knows no CSS variables: the mark's own two hues and the alarm's red, on any tab colour. */
const HUES = {
  agent: "#5b8def",
  caller: "#e0913a",
  line: "#8a8f98",
  alarm: "#d92d20",
  calm: "#3f4652",
  text: "#ffffff",
};

/** "(12 · 3!) Live · Earshot": calls now, and alarms when there are any. */
export function tabTitle(page: string, active: number, alarms: number): string {
  const counts = alarms > 0 ? `(${active} · ${alarms}!) ` : active > 0 ? `(${active}) ` : "";
  return `${counts}${page} · Earshot`;
}

/** Writes the counts into the tab's title and icon, and puts the plain ones back when the page is left. */
export function useTabCounts({ page, active, alarms }: { page: string; active: number; alarms: number }) {
  useEffect(() => {
    document.title = tabTitle(page, active, alarms);
    return () => {
      document.title = `${page} · Earshot`;
    };
  }, [page, active, alarms]);
  useEffect(() => {
    const links = document.querySelectorAll<HTMLLinkElement>("link[rel~=icon]");
    const plain = [...links].map((link) => link.href);
    const drawn = drawIcon(active, alarms);
    if (drawn) for (const link of links) link.href = drawn;
    return () => {
      links.forEach((link, index) => {
        const href = plain[index];
        if (href) link.href = href;
      });
    };
  }, [active, alarms]);
}

function drawIcon(active: number, alarms: number): string | null {
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
  const count = alarms > 0 ? alarms : active;
  if (count > 0) {
    const word = count > 99 ? "99" : String(count);
    const width = word.length > 1 ? 46 : 34;
    box(alarms > 0 ? HUES.alarm : HUES.calm, SIZE - width, 28, width, 36, 12);
    pen.fillStyle = HUES.text;
    pen.font = "bold 32px sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(word, SIZE - width / 2, 47);
  }
  return canvas.toDataURL("image/png");
}
