"use client";

import { useEffect } from "react";
import { WallBroke } from "@/components/wall/wall-broke";

/** Nobody stands at a wall to press a button: it comes back by itself. */
export default function WallError({ error, reset }: { error: Error; reset: () => void }) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  return <WallBroke error={error} reset={reset} />;
}
