"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { accessErrorWords } from "@/lib/queries/access-words";
import { storedSettingsQuery } from "@/lib/queries/settings";
import type { StoredSettingsAnswer } from "@/lib/wire/settings-contract";

/** What admins set, once it is there; until then that it is looked for, or why it did not come. */
export function WithSettings({ children }: { children: (settings: StoredSettingsAnswer["data"]) => ReactNode }) {
  const { data, error } = useQuery(storedSettingsQuery());
  if (data !== undefined) return children(data);
  if (error === null) {
    return (
      <p role="status" className="text-muted text-sm">
        Looking…
      </p>
    );
  }
  const { title, text } = accessErrorWords(error.reason, "settings");
  return <ErrorState title={title} text={text} />;
}
