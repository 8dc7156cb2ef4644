"use client";

import { useEffect } from "react";
import { DatabaseAway, isDatabaseAway } from "@/components/shell/database-away";
import { WallBroke } from "@/components/walls/wall-broke";

/** Nobody stands at a wall to press a button: it comes back by itself. */
export default function WallError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  if (isDatabaseAway(error)) return <DatabaseAway />;
  return <WallBroke error={error} reset={reset} />;
}
