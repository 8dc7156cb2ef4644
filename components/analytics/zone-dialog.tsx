"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { isTimeZone } from "@/lib/format/time-zone";
import type { Analytics } from "./use-analytics";

const zones = (): string[] => (typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : []);

/** By whose clocks days and hours are counted. */
export function ZoneDialog({ analytics, onClose }: { analytics: Analytics; onClose: () => void }) {
  const { ownZone, choices, choose } = analytics;
  const [zone, setZone] = useState(choices.timeZone ?? ownZone);
  const [isWrong, setIsWrong] = useState(false);
  const form = useId();
  const take = (wanted: string | null) => {
    choose({ zone: wanted });
    onClose();
  };
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const typed = zone.trim().replaceAll(" ", "_");
    if (!isTimeZone(typed)) return setIsWrong(true);
    take(typed === ownZone ? null : typed);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Time zone"
      footer={
        <>
          <Button onClick={() => take(null)}>My own</Button>
          <Button variant="primary" type="submit" form={form}>
            Count by it
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={apply} className="pb-2">
        <TextField
          label="Days and hours are those of"
          hint={`Yours is ${ownZone.replaceAll("_", " ")}. Whoever has the address sees them by the one chosen here.`}
          error={isWrong ? "No time zone is called so. A name is a place, such as Europe/Helsinki." : null}
          list={`${form}-zones`}
          value={zone}
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => {
            setZone(target.value);
            setIsWrong(false);
          }}
        />
        <datalist id={`${form}-zones`}>
          {zones().map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </form>
    </Dialog>
  );
}
