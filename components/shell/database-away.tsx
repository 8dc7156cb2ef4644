"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { errorWords } from "@/lib/queries/error-words";

const ASK_EVERY_MS = 3_000;

/** The server's only sign of it that reaches the browser: all else of an error on the server is kept from pages. */
export const isDatabaseAway = (error: { digest?: string }): boolean =>
  error.digest?.startsWith("database_unavailable") ?? false;

/** In place of a page that needs the database while it is away; loads the page anew once the server is ready again. */
export function DatabaseAway() {
  useEffect(() => {
    const timer = setInterval(async () => {
      const isReady = await fetch("/readyz", { cache: "no-store" }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) window.location.reload();
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const { title, text } = errorWords("database_unavailable", "calls");
  return (
    <ErrorState
      heading="h1"
      className="my-auto"
      title={title}
      text={text}
      action={
        <Button variant="primary" onClick={() => window.location.reload()}>
          Try again
        </Button>
      }
    />
  );
}
