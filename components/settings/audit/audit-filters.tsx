"use client";

import { ListSearch } from "@/components/settings/rows";
import { Select } from "@/components/ui/select";
import type { AuditSearch } from "@/lib/queries/settings";
import { AUDIT_ACTIONS } from "./audit-words";

const DAY = "h-9 rounded-lg border border-line-strong/60 bg-surface px-2.5 text-sm";

/** What the trail is narrowed by; every field holds at once. */
export function AuditFilters({ search, onChange }: { search: AuditSearch; onChange: (search: AuditSearch) => void }) {
  const set = (field: keyof AuditSearch) => (value: string) => onChange({ ...search, [field]: value });
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <ListSearch value={search.text} onChange={set("text")} label="Search people and ids" />
      <Select
        label="Action"
        value={search.action}
        active={search.action !== ""}
        onChange={(event) => set("action")(event.target.value)}
      >
        <option value="">Any action</option>
        {Object.entries(AUDIT_ACTIONS).map(([action, words]) => (
          <option key={action} value={action}>
            {words}
          </option>
        ))}
      </Select>
      <Select
        label="Result"
        value={search.result}
        active={search.result !== ""}
        onChange={(event) => set("result")(event.target.value)}
      >
        <option value="">Any result</option>
        <option value="done">Done</option>
        <option value="denied">Denied</option>
        <option value="failed">Failed</option>
      </Select>
      <div className="flex flex-wrap gap-2">
        <label className="flex items-center gap-1.5 text-muted text-xs">
          from
          <input
            type="date"
            value={search.from}
            onChange={(event) => set("from")(event.target.value)}
            className={DAY}
          />
        </label>
        <label className="flex items-center gap-1.5 text-muted text-xs">
          to
          <input type="date" value={search.to} onChange={(event) => set("to")(event.target.value)} className={DAY} />
        </label>
      </div>
    </div>
  );
}
