"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { viewApiPath } from "@/lib/wire/paths";
import type { SavedView } from "@/lib/wire/views-contract";
import type { ChangeViews } from "./change-views";

type Run = (method: "PATCH" | "DELETE", body: object, done: string) => void;

/** What can be done to a view: rename, overwrite, share or take back, delete; a refusal is told here. */
export function ViewChanges({
  view,
  current,
  mayShare,
  onChange,
  onDone,
}: {
  view: SavedView;
  /** what is looked at now */
  current: string;
  mayShare: boolean;
  onChange: ChangeViews;
  onDone: () => void;
}) {
  const [asking, setAsking] = useState<"what" | "name" | "really">("what");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run: Run = async (method, body, done) => {
    setBusy(true);
    const words = await onChange(method, viewApiPath(view.id), body, done);
    setBusy(false);
    if (words === null) onDone();
    else setProblem(words);
  };
  return (
    <fieldset disabled={busy} className="px-2 pt-1 pb-2">
      <legend className="sr-only">Change {view.name}</legend>
      {asking === "what" ? (
        <Buttons>
          <Button size="sm" onClick={() => setAsking("name")}>
            Rename
          </Button>
          {view.query === current ? null : (
            <Button
              size="sm"
              onClick={() => run("PATCH", { query: current }, `“${view.name}” shows what you see now.`)}
            >
              Overwrite with what you see
            </Button>
          )}
          <ShareButton {...{ view, mayShare, run }} />
          <Button size="sm" onClick={() => setAsking("really")}>
            Delete
          </Button>
        </Buttons>
      ) : asking === "name" ? (
        <Rename {...{ view, run }} />
      ) : (
        <Delete {...{ view, run }} onKeep={onDone} />
      )}
      {problem === null ? null : (
        <p role="alert" className="mt-2 text-critical text-xs">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function ShareButton({ view, mayShare, run }: { view: SavedView; mayShare: boolean; run: Run }) {
  if (view.shared) {
    return view.isOwn ? (
      <Button size="sm" onClick={() => run("PATCH", { shared: false }, `“${view.name}” is yours alone again.`)}>
        Take it back
      </Button>
    ) : null;
  }
  return mayShare ? (
    <Button size="sm" onClick={() => run("PATCH", { shared: true }, `Everybody has “${view.name}” now.`)}>
      Share with everybody
    </Button>
  ) : null;
}

function Rename({ view, run }: { view: SavedView; run: Run }) {
  const rename = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    run("PATCH", { name }, `“${view.name}” is now called “${name}”.`);
  };
  return (
    <form onSubmit={rename} className="flex flex-wrap items-end gap-2">
      <TextField
        name="name"
        label="New name"
        defaultValue={view.name}
        maxLength={60}
        required
        autoFocus
        autoComplete="off"
        className="min-w-40 flex-1"
      />
      <Button type="submit" variant="primary">
        Rename
      </Button>
    </form>
  );
}

function Delete({ view, run, onKeep }: { view: SavedView; run: Run; onKeep: () => void }) {
  const everybody = view.shared ? " for everybody" : "";
  return (
    <Buttons>
      <p className="w-full text-sm">
        Delete “<bdi>{view.name}</bdi>”{everybody}? This cannot be undone.
      </p>
      <Button size="sm" autoFocus onClick={onKeep}>
        Keep it
      </Button>
      <Button size="sm" variant="danger" onClick={() => run("DELETE", {}, `“${view.name}” is deleted${everybody}.`)}>
        Delete it
      </Button>
    </Buttons>
  );
}

const Buttons = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap gap-2 pointer-coarse:[&>button]:h-11">{children}</div>
);
