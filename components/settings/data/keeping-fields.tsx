import { Section } from "@/components/settings/rows";
import type { StoredSettingsAnswer } from "@/lib/wire/settings-contract";

type Archive = StoredSettingsAnswer["data"]["archive"];

const WHY_FIXED: Record<Exclude<Archive["decidedBy"], "settings">, string> = {
  demo: "The demo keeps its own, simulated calls.",
  environment: "This is set where Earshot is started, with EARSHOT_ARCHIVE.",
};

/** Whether calls that are over are kept, with what was said in them. */
export function Keeping({ archive }: { archive: Archive }) {
  const { keeps, decidedBy } = archive;
  return (
    <Section
      title="Calls that are over"
      text="Kept, what was said can be searched, looked at and exported later. It lies in Earshot’s own database, which does not encrypt it: encrypt the disk it is on. Without it a call is gone from here soon after its end."
    >
      {decidedBy === "settings" ? (
        <div className="grid gap-4">
          <fieldset className="grid gap-2">
            <legend className="sr-only">Keep calls that are over</legend>
            <Choice value="yes" checked={keeps === true} label="Keep them" />
            <Choice value="no" checked={keeps === false} label="Keep nothing" />
          </fieldset>
          {keeps === null ? <p className="text-muted text-sm">Nobody has decided yet, so nothing is kept.</p> : null}
        </div>
      ) : (
        <p className="text-sm">
          {keeps === true ? "Calls that are over are kept. " : "Calls that are over are not kept. "}
          {WHY_FIXED[decidedBy]}
        </p>
      )}
    </Section>
  );
}

function Choice({ value, checked, label }: { value: string; checked: boolean; label: string }) {
  return (
    <label className="flex items-center gap-2.5 text-sm pointer-coarse:min-h-11">
      <input type="radio" name="keeps" value={value} defaultChecked={checked} className="size-4.5 accent-action" />
      {label}
    </label>
  );
}
