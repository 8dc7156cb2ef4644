"use client";

import { useEffect } from "react";
import { DatabaseAway, isDatabaseAway } from "@/components/shell/database-away";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import "./globals.css";

/** The last resort, when even the layout broke: stands on nothing but the stylesheet. */
export default function EverythingBroke({ error }: { error: Error & { digest?: string } }) {
  useEffect(() => {
    console.error(error);
    const dark = document.cookie.includes("earshot_theme=dark");
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }, [error]);
  return (
    <html lang="en">
      <body>
        <title>Broken · Earshot</title>
        <main className="grid min-h-dvh place-items-center">
          {isDatabaseAway(error) ? (
            <DatabaseAway />
          ) : (
            <ErrorState
              heading="h1"
              title="Earshot broke"
              text={
                <>
                  Calls go on, and nothing was changed or lost. Reload the page.
                  {error.digest ? ` If it stays broken, look for ${error.digest} in the server's log.` : null}
                </>
              }
              action={
                <Button variant="primary" onClick={() => window.location.reload()}>
                  Reload
                </Button>
              }
            />
          )}
        </main>
      </body>
    </html>
  );
}
