"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { plainQuery } from "@/lib/format/query-text";
import { change } from "@/lib/queries/change";
import { errorWords } from "@/lib/queries/error-words";
import { viewProblem, viewsQuery } from "@/lib/queries/views";
import type { SavedView, ViewPage } from "@/lib/wire/views-contract";
import { BUILT_IN } from "./built-in";
import type { ChangeViews } from "./change-views";
import { SaveViewForm } from "./save-view-form";
import { ViewRow } from "./view-row";

/** The views of a page: one's own, those that are shared, and a way to save what is looked at now. */
export function ViewsDialog({ page, onClose }: { page: ViewPage; onClose: () => void }) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(viewsQuery(page));
  const [told, setTold] = useState<string | null>(null);
  // The page behind stands still while this is open.
  const [current] = useState(() => plainQuery(window.location.search) ?? "");
  const onChange = useCallback<ChangeViews>(
    async (method, path, body, done) => {
      try {
        await change(method, path, body);
      } catch (problem) {
        return viewProblem(problem);
      } finally {
        await client.invalidateQueries({ queryKey: ["views"] });
      }
      setTold(done);
      return null;
    },
    [client],
  );
  const choose = ({ query }: SavedView) => {
    const { pathname } = window.location;
    window.history.pushState(null, "", query === "" ? pathname : `${pathname}?${query}`);
    onClose();
  };
  const words = error === null ? null : errorWords(error.reason, "settings");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} size="md" title="Views">
      <p role="status" className="mb-2 text-muted text-sm empty:hidden">
        {told}
      </p>
      {words === null ? null : (
        <div role="alert" className="mb-3 text-critical text-sm">
          <p>
            {words.title}. {data === undefined ? words.text : "This is what was last known."}
          </p>
          <Button size="sm" className="mt-2" onClick={() => void refetch()}>
            Try now
          </Button>
        </div>
      )}
      {data === undefined ? (
        words === null && (
          <p role="status" className="py-6 text-center text-muted text-sm">
            Looking for your views…
          </p>
        )
      ) : (
        <>
          <Choices {...{ page, current, views: data.views, mayShare: data.mayShare, onChoose: choose, onChange }} />
          <SaveViewForm {...{ page, current, views: data.views, mayShare: data.mayShare, onChange }} />
        </>
      )}
    </Dialog>
  );
}

type ChoicesProps = {
  page: ViewPage;
  views: readonly SavedView[];
  current: string;
  mayShare: boolean;
  onChoose: (view: SavedView) => void;
  onChange: ChangeViews;
};

function Choices({ page, views, ...rest }: ChoicesProps) {
  const groups = [
    { id: "built-in", title: "Built in", views: BUILT_IN[page] },
    { id: "own", title: "Yours", views: views.filter(({ shared }) => !shared) },
    { id: "shared", title: "Shared with everybody", views: views.filter(({ shared }) => shared) },
  ].filter((group) => group.views.length > 0);
  const name = useId();
  const list = useRef<HTMLDivElement>(null);
  // They come after the dialog has opened: whoever uses the keys is at the first of them.
  useEffect(() => list.current?.querySelector<HTMLElement>("[data-view-name]")?.focus(), []);
  if (groups.length === 0) {
    return (
      <p className="rounded-lg bg-raised px-4 py-3 text-sm">
        No views yet. Choose filters on the page, then save them here under a name: they are one press away from then
        on.
      </p>
    );
  }
  return (
    <div ref={list}>
      {groups.map((group) => (
        <section key={group.id} aria-labelledby={`${name}${group.id}`} className="mb-4">
          <h3 id={`${name}${group.id}`} className="mb-1 font-medium text-muted text-xs">
            {group.title}
          </h3>
          <ul className="divide-y divide-line rounded-xl border border-line">
            {group.views.map((view) => (
              <ViewRow key={view.id} view={view} {...rest} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
