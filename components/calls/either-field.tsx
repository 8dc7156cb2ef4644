import { SelectField } from "@/components/ui/field";

type Props = {
  label: string;
  /** what it says while it narrows nothing */
  unset: string;
  /** the two ways to narrow by it, each as the draft has it and in words */
  ways: readonly [readonly [value: string, words: string], readonly [value: string, words: string]];
  value: string;
  onChange: (value: string) => void;
};

/** A filter that is set one way, the other way, or not at all. */
export function EitherField({ label, unset, ways, value, onChange }: Props) {
  return (
    <SelectField label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{unset}</option>
      {ways.map(([way, words]) => (
        <option key={way} value={way}>
          {words}
        </option>
      ))}
    </SelectField>
  );
}
