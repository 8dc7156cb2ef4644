"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { FieldProblems } from "@/components/ui/field";

/** A form whose fields say themselves what is wrong with what was typed, instead of the browser's bubble over the next one. */
export function SettingsForm({
  onSubmit,
  className,
  children,
}: {
  /** only with fields that are fine */
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  className?: string;
  children: ReactNode;
}) {
  const [problems, setProblems] = useState<Record<string, string>>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const wrong = fieldsOf(event.currentTarget).filter((field) => problemOf(field) !== null);
    setProblems(Object.fromEntries(wrong.map((field) => [field.name, problemOf(field) ?? ""])));
    if (wrong[0] === undefined) return onSubmit(event);
    event.preventDefault();
    wrong[0].focus();
  };
  // What was found wrong is judged anew with each letter; what is only half typed is left in peace.
  const onInput = ({ target }: FormEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLInputElement) || problems[target.name] === undefined) return;
    const { [target.name]: _before, ...others } = problems;
    const now = problemOf(target);
    setProblems(now === null ? others : { ...others, [target.name]: now });
  };
  return (
    <form noValidate onSubmit={submit} onInput={onInput} className={className}>
      <FieldProblems value={problems}>{children}</FieldProblems>
    </form>
  );
}

const fieldsOf = (form: HTMLFormElement): HTMLInputElement[] =>
  [...form.elements].filter(
    (element): element is HTMLInputElement => element instanceof HTMLInputElement && element.name !== "",
  );

/** What is wrong with a field's text, in words; null: nothing that can be told here. */
function problemOf(field: HTMLInputElement): string | null {
  const { value, required, minLength, type, min, max, validity } = field;
  if (type === "hidden" || type === "checkbox") return null;
  if (value.trim() === "") return required ? "This is needed." : null;
  if (minLength > 0 && value.length < minLength) return `At least ${minLength} characters.`;
  if (type === "email" && validity.typeMismatch) return "This is not an e-mail address.";
  if (type === "number" && !(Number(value) >= Number(min) && Number(value) <= Number(max)))
    return `A number from ${min} to ${max}.`;
  return validity.valid ? null : "This cannot be read.";
}
