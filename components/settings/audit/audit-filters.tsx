"use client";

import { ListSearch } from "@/components/settings/rows";
import { Select } from "@/components/ui/select";
import type { AuditSearch } from "@/lib/queries/settings";
import { ACTIONS } from "./audit-actions";
import { DayField } from "./day-field";

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
        {Object.entries(ACTIONS).map(([action, { did, listed }]) => (
          <option key={action} value={action}>
            {listed ?? did}
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
        <DayField label="from" day={search.from} onChange={set("from")} />
        <DayField label="to" day={search.to} onChange={set("to")} />
      </div>
    </div>
  );
}
