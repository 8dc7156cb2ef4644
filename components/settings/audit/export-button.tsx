"use client";

import { useState } from "react";
import { Problem } from "@/components/settings/said";
import { Button } from "@/components/ui/button";
import { Download } from "@/components/ui/icons";
import { saveFile } from "@/components/ui/save-file";
import { accessProblem } from "@/lib/queries/access-words";
import { type AuditSearch, exportAudit } from "@/lib/queries/settings";
import { auditExportApiPath } from "@/lib/wire/paths";

/** The trail as it is filtered, as a file for a spreadsheet. */
export function ExportButton({ search }: { search: AuditSearch }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      saveFile(await exportAudit(auditExportApiPath, search));
    } catch (error) {
      setProblem(accessProblem(error));
    }
    setBusy(false);
  };
  return (
    <div className="text-right">
      <Button onClick={save} disabled={busy}>
        <Download aria-hidden /> Export CSV
      </Button>
      <Problem words={problem} />
    </div>
  );
}
