"use client";

import { useEffect } from "react";
import { DatabaseAway, isDatabaseAway } from "@/components/shell/database-away";
import { useComeBack } from "@/components/shell/use-come-back";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import "./globals.css";

/** The last resort, when even the layout broke: stands on nothing but the stylesheet. */
export default function EverythingBroke({ error }: { error: Error & { digest?: string } }) {
  const isAway = isDatabaseAway(error);
  const isGone = useComeBack(isAway ? null : error);
  useEffect(() => {
    const dark = document.cookie.includes("earshot_theme=dark");
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }, []);
  return (
    <html lang="en">
      <body>
        <title>Broken · Earshot</title>
        <main className="grid min-h-dvh place-items-center">
          {isAway ? (
            <DatabaseAway />
          ) : (
            <ErrorState
              heading="h1"
              title={isGone ? "A part of this page did not come" : "Earshot broke"}
              text={
                <>
                  {isGone ? "Most likely a newer version of Earshot is here. " : null}
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
