"use client";

import { useState } from "react";
import { saveFile } from "@/components/ui/save-file";
import { TOOL } from "./card-frame";
import { pictureOf } from "./draw/picture";
import type { Chart } from "./prepare/chart";

type Props = { titleId: string; range: string; chart: Chart };

/** The chart as a picture, as it stands on the page. */
export function PngButton({ titleId, range, chart }: Props) {
  const [hasFailed, setHasFailed] = useState(false);
  const save = async () => {
    setHasFailed(false);
    const card = document.getElementById(titleId)?.closest<HTMLElement>("[data-chart]");
    const file = card ? await pictureOf(card, chart, range).catch(() => null) : null;
    if (file === null) return setHasFailed(true);
    saveFile({ file, name: `earshot-${chart.id}.png` });
  };
  return (
    <button
      type="button"
      onClick={() => void save()}
      aria-label={`${chart.title} as PNG`}
      title="As PNG"
      className={TOOL}
    >
      {hasFailed ? "No picture" : "PNG"}
    </button>
  );
}
