"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SettingsForm } from "@/components/settings/form";
import { Said } from "@/components/settings/said";
import { useForm } from "@/components/settings/use-form";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CheckField, TextField } from "@/components/ui/field";
import { change } from "@/lib/queries/change";
import { samplingQuery } from "@/lib/queries/quality";
import type { Sampling } from "@/lib/wire/quality-contract";
import { samplingApiPath } from "@/lib/wire/quality-paths";
import { samplingWords } from "./sampling-words";

/** Which calls come into the queue by themselves, in words; an admin sets it. */
export function SamplingRules() {
  const { data } = useQuery(samplingQuery());
  const mayManage = useViewer().person?.may.includes("quality.manage") === true;
  const [isOpen, setOpen] = useState(false);
  if (data === undefined) return null;
  const rules = samplingWords(data);
  return (
    <section aria-label="Sampling rules" className="mb-5 rounded-xl border border-line bg-surface px-4 py-3 text-sm">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-64">
          {rules.length === 0 ? (
            <span className="text-muted">No call comes into the queue by itself. </span>
          ) : (
            <>
              <span className="text-muted">Into the queue each week: </span>
              {rules.join("; ")}.
            </>
          )}
          {mayManage ? null : <span className="text-muted"> An admin sets this.</span>}
        </p>
        {mayManage ? (
          <Button size="sm" onClick={() => setOpen(true)}>
            Change the rules
          </Button>
        ) : null}
      </div>
      {isOpen ? <SamplingDialog sampling={data} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

function SamplingDialog({ sampling, onClose }: { sampling: Sampling; onClose: () => void }) {
  const client = useQueryClient();
  const { busy, said, submit } = useForm(async (form) => {
    const wanted: Sampling = {
      critical: form.get("critical") === "on",
      randomPerAgent: Number(form.get("randomPerAgent")),
      lowest: Number(form.get("lowest")),
      firstOfNewAgent: Number(form.get("firstOfNewAgent")),
    };
    client.setQueryData(samplingQuery().queryKey, await change<Sampling>("PUT", samplingApiPath, wanted));
    await client.invalidateQueries({ queryKey: ["quality", "reviews"] });
    onClose();
    return null;
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Sampling rules"
      description="Which calls come into the queue by themselves. Zero switches a rule off; what is in the queue stays."
    >
      <SettingsForm onSubmit={submit} className="grid gap-4 pb-2">
        <CheckField
          name="critical"
          defaultChecked={sampling.critical}
          label="Every call that came into critical trouble"
        />
        <Count
          name="randomPerAgent"
          label="By lot, for each agent and week"
          value={sampling.randomPerAgent}
          most={50}
        />
        <Count name="lowest" label="Lowest scores of the week" value={sampling.lowest} most={200} />
        <Count
          name="firstOfNewAgent"
          label="First calls of an agent that is new"
          value={sampling.firstOfNewAgent}
          most={50}
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" disabled={busy}>
            Save
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Said said={said} />
        </div>
      </SettingsForm>
    </Dialog>
  );
}

function Count({ name, label, value, most }: { name: string; label: string; value: number; most: number }) {
  return (
    <TextField
      {...{ name, label, required: true, type: "number", min: 0, max: most, step: 1, defaultValue: value }}
      inputMode="numeric"
      className="max-w-56"
    />
  );
}
