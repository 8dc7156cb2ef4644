"use client";

import { useState } from "react";
import { lazyDialog, useIdlePrefetch } from "@/components/shell/lazy-part";
import { Button } from "@/components/ui/button";
import { Columns3, ListFilter } from "@/components/ui/icons";
import { Select } from "@/components/ui/select";
import { ViewsMenu } from "@/components/views/views-menu";
import { ExportCalls } from "./export-calls";
import { FilterChips } from "./filter-chips";
import { SORTS, sortsFor } from "./filters";
import { SearchBox } from "./search-box";
import type { Calls } from "./use-calls";
import { PRESET_WORDS, PRESETS } from "./when";
import { countWords, SORT_WORDS } from "./words";

const FiltersDialog = lazyDialog("Filters", () => import("./filters-dialog").then((part) => part.FiltersDialog));
const ColumnsDialog = lazyDialog("Columns", () => import("./columns-dialog").then((part) => part.ColumnsDialog));
const LATE = [FiltersDialog, ColumnsDialog];

/** Search, filters, order and columns. What is looked for is in the address; how it is shown is the browser's. */
export function Toolbar({ calls }: { calls: Calls }) {
  const { address, filters, narrow, answer, rows } = calls;
  const [open, setOpen] = useState<"filters" | "columns" | null>(null);
  useIdlePrefetch(LATE);
  const sorts = sortsFor(filters.q !== "");
  const hasRange = address.from !== "" || address.to !== "";
  const listed = rows.filter(({ isKept }) => !isKept).length;
  // What stands there while another question is asked, or was refused, is no answer to this one.
  const counted = answer === null || calls.isOther ? null : answer.data.count;
  const when = filters.preset ?? (hasRange ? "range" : "");
  return (
    <div data-kept className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2 max-sm:gap-1.5">
        <SearchBox value={address.q} onChange={(q) => narrow({ q: q || null })} />
        <Select
          label="When"
          className="min-w-24 max-sm:flex-1 sm:w-36"
          active={when !== ""}
          value={when}
          onChange={(event) => {
            const { value } = event.target;
            if (value === "range") setOpen("filters");
            else narrow({ when: value || null, from: null, to: null });
          }}
        >
          <option value="">Any time</option>
          {PRESETS.map((preset) => (
            <option key={preset} value={preset}>
              {PRESET_WORDS[preset]}
            </option>
          ))}
          <option value="range">{hasRange ? "From … until" : "From … until …"}</option>
        </Select>
        <Button aria-haspopup="dialog" className="max-sm:flex-1" onClick={() => setOpen("filters")}>
          <ListFilter aria-hidden />
          Filters{calls.narrowed.length > 0 ? ` · ${calls.narrowed.length}` : ""}
        </Button>
        <ViewsMenu page="calls" />
        <Button aria-haspopup="dialog" className="max-sm:hidden" onClick={() => setOpen("columns")}>
          <Columns3 aria-hidden />
          Columns
        </Button>
        <ExportCalls question={calls.question} ids={null} count={counted} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <FilterChips calls={calls} onOpen={() => setOpen("filters")} />
        <p
          role="status"
          data-calls-count
          className="ml-auto text-right text-muted text-sm max-sm:min-w-0 max-sm:flex-1 sm:whitespace-nowrap"
        >
          {counted === null ? "" : countWords(counted, listed)}
        </p>
        <Select
          label="Order"
          className="w-44"
          value={filters.sort}
          onChange={(event) => {
            const sort = SORTS.find((known) => known === event.target.value) ?? null;
            narrow({ sort: sort === sorts[0] ? null : sort });
          }}
        >
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {SORT_WORDS[sort]}
            </option>
          ))}
        </Select>
      </div>
      {open === "filters" ? <FiltersDialog calls={calls} onClose={() => setOpen(null)} /> : null}
      {open === "columns" ? <ColumnsDialog onClose={() => setOpen(null)} /> : null}
    </div>
  );
}
