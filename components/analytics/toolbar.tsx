"use client";

import { useState } from "react";
import { FilterChips } from "@/components/calls/filter-chips";
import { PRESET_WORDS, PRESETS } from "@/components/calls/when";
import { lazyDialog, useIdlePrefetch } from "@/components/shell/lazy-part";
import { SearchInput } from "@/components/shell/search-input";
import { Button, buttonClass } from "@/components/ui/button";
import { FileText, ListFilter, RefreshCw } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { ViewsMenu } from "@/components/views/views-menu";
import { analyticsReportPagePath } from "@/lib/wire/paths";
import { BUCKETS, REFRESHES } from "./address";
import type { Analytics } from "./use-analytics";

const FiltersDialog = lazyDialog("Filters", () =>
  import("@/components/calls/filters-dialog").then((part) => part.FiltersDialog),
);
const ZoneDialog = lazyDialog("Time zone", () => import("./zone-dialog").then((part) => part.ZoneDialog));
const LATE = [FiltersDialog, ZoneDialog];

/** What is counted, and how: all of it is in the address. */
export function Toolbar({ analytics }: { analytics: Analytics }) {
  const { address, filters, choices, answer, narrow, choose, askAgain, isFetching, reader } = analytics;
  const [open, setOpen] = useState<"filters" | "zone" | null>(null);
  useIdlePrefetch(LATE);
  const when = filters.preset ?? "range";
  const close = () => setOpen(null);
  return (
    <div data-kept data-screen-only className="flex flex-col gap-2">
      <div data-toolbar className="flex flex-wrap items-center gap-2 max-sm:gap-1.5">
        <Select
          label="When"
          className="min-w-32 max-sm:flex-1 sm:w-36"
          active
          value={when}
          onChange={({ target: { value } }) =>
            value === "range" ? setOpen("filters") : narrow({ when: value, from: null, to: null })
          }
        >
          {PRESETS.map((preset) => (
            <option key={preset} value={preset}>
              {PRESET_WORDS[preset]}
            </option>
          ))}
          <option value="range">From … until …</option>
        </Select>
        <Select
          label="Bars for each"
          className="w-28"
          value={choices.bucket ?? ""}
          onChange={({ target }) => choose({ bucket: target.value || null })}
        >
          <option value="">{answer === null ? "By what suits" : `By ${answer.meta.bucket}`}</option>
          {BUCKETS.filter((bucket) => choices.bucket !== null || bucket !== answer?.meta.bucket).map((bucket) => (
            <option key={bucket} value={bucket}>{`By ${bucket}`}</option>
          ))}
        </Select>
        <Button aria-haspopup="dialog" onClick={() => setOpen("filters")}>
          <ListFilter aria-hidden />
          Filters
        </Button>
        <SearchInput
          value={address.q}
          onChange={(q) => narrow({ q: q || null })}
          label="Search what was said"
          shortcut={{ label: "Count only calls in which something was said", group: "Analytics" }}
          placeholder="Said in the calls"
          maxLength={300}
          className="sm:w-44 max-sm:order-last"
        />
        <ViewsMenu page="analytics" />
        <Link href={analyticsReportPagePath()} className={buttonClass()}>
          <FileText aria-hidden />
          Report
        </Link>
        <Button
          size="sm"
          className="max-sm:order-2 sm:ml-auto"
          aria-pressed={choices.compares}
          onClick={() => choose({ compare: choices.compares ? "off" : null })}
        >
          {choices.compares ? "Compared with before" : "Not compared"}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          className="max-sm:order-1 max-sm:max-w-36"
          aria-haspopup="dialog"
          onClick={() => setOpen("zone")}
        >
          <span className="truncate">{reader.timeZone.replaceAll("_", " ")}</span>
        </Button>
        <Select
          label="Refreshes"
          className="w-32 max-sm:order-2 max-sm:min-w-0 max-sm:flex-1"
          value={String(choices.refreshMinutes)}
          onChange={({ target }) => choose({ refresh: target.value === "5" ? null : target.value })}
        >
          {REFRESHES.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes === 0 ? "No refresh" : `Every ${minutes} min`}
            </option>
          ))}
        </Select>
        <Button
          size="icon"
          variant="ghost"
          className="max-sm:order-2"
          aria-label="Refresh now"
          title="Refresh now (R)"
          disabled={isFetching}
          onClick={askAgain}
        >
          <RefreshCw aria-hidden className="size-4" />
        </Button>
      </div>
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        <FilterChips calls={analytics} onOpen={() => setOpen("filters")} />
      </div>
      {open === "filters" ? (
        <FiltersDialog calls={analytics} action="Count these calls" zone={reader.timeZone} onClose={close} />
      ) : null}
      {open === "zone" ? <ZoneDialog analytics={analytics} onClose={close} /> : null}
    </div>
  );
}
