"use client";

import { useState } from "react";
import { change, changeProblem } from "@/lib/queries/change";
import { demoRoleApiPath } from "@/lib/wire/paths";
import { ROLE_WORDS, useViewer } from "./viewer";

/** The demo has no sign-in: whoever tries it looks at it as any role. The page is loaded anew, as after signing in. */
export function RoleSwitcher() {
  const { person } = useViewer();
  const [problem, setProblem] = useState<string | null>(null);
  if (person === null) return null;
  const switchTo = async (role: string) => {
    try {
      await change("PUT", demoRoleApiPath, { role });
      window.location.reload();
    } catch (error) {
      setProblem(changeProblem(error));
    }
  };
  return (
    <label className="flex items-center gap-1.5 whitespace-nowrap">
      <span className="text-muted">Look as</span>
      <select
        value={person.role}
        onChange={(event) => switchTo(event.target.value)}
        className="h-6 pointer-coarse:h-11 rounded-md border border-line-strong/60 bg-surface px-1 font-medium text-xs"
      >
        {(Object.keys(ROLE_WORDS) as (keyof typeof ROLE_WORDS)[]).map((role) => (
          <option key={role} value={role}>
            {ROLE_WORDS[role].name}
          </option>
        ))}
      </select>
      {problem === null ? null : (
        <span role="alert" className="text-critical">
          {problem}
        </span>
      )}
    </label>
  );
}
