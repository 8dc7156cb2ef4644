"use client";

import clsx from "clsx";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { Check, X } from "@/components/ui/icons";
import { type Choice, fitting } from "./choices";

const MOST_SHOWN = 50;

/**
 * Several of a list, found by typing. Arrows move, Enter takes and gives back, Backspace in an empty field gives back the
 * last. What was chosen stays, also when it is not in the list. In its form it is one field a choice, under `name`.
 * @param addable what is typed may be chosen although the list does not have it
 */
export function PickField({
  label,
  hint,
  name,
  choices,
  chosen,
  onChange,
  placeholder,
  addable = false,
}: {
  label: string;
  hint?: ReactNode;
  name: string;
  choices: readonly Choice[];
  chosen: readonly Choice[];
  onChange: (values: string[]) => void;
  placeholder: string;
  addable?: boolean;
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [place, setPlace] = useState(0);
  const values = chosen.map(({ value }) => value);
  const found = fitting(choices, typed);
  const own = typed.trim();
  const isNew = addable && own !== "" && !choices.some(({ value }) => value === own);
  const shown = [...found, ...(isNew ? [{ value: own, label: own, note: "as typed" }] : [])].slice(0, MOST_SHOWN);
  const at = Math.min(place, shown.length - 1);

  function toggle(value: string) {
    onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
    // Who walks down the list goes on from here; who typed begins anew.
    if (typed !== "") setPlace(0);
    setTyped("");
    field.current?.focus();
  }

  function onKey(event: KeyboardEvent) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (isOpen) setPlace(Math.max(0, Math.min(shown.length - 1, at + (key === "ArrowDown" ? 1 : -1))));
      setOpen(true);
    } else if (key === "Enter") {
      // The form is sent by its button: Enter here would send what somebody is still choosing.
      event.preventDefault();
      const choice = isOpen ? shown[at] : undefined;
      if (choice !== undefined) toggle(choice.value);
    } else if (key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (key === "Backspace" && typed === "") {
      onChange(values.slice(0, -1));
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list closes when the focus leaves, by key or pointer
    <div onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && setOpen(false)}>
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {label}
      </label>
      {chosen.length === 0 ? null : (
        <ul aria-label={`${label}: chosen`} className="mb-1.5 flex flex-wrap gap-1.5">
          {chosen.map((choice) => (
            <Chip key={choice.value} name={name} choice={choice} onRemove={() => toggle(choice.value)} />
          ))}
        </ul>
      )}
      <div className="relative">
        <input
          ref={field}
          id={id}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && at >= 0 ? `${id}-${at}` : undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setPlace(0);
            setOpen(true);
          }}
          onClick={() => setOpen(true)}
          onKeyDown={onKey}
          placeholder={placeholder}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          className="h-10 w-full rounded-lg border border-line-strong/60 bg-surface px-3 text-sm placeholder:text-faint pointer-coarse:h-11"
        />
        {isOpen ? <Options id={id} label={label} shown={shown} at={at} values={values} onPick={toggle} /> : null}
      </div>
      {hint ? (
        <div id={`${id}-hint`} className="mt-1 text-muted text-xs">
          {hint}
        </div>
      ) : null}
    </div>
  );
}

function Chip({ name, choice, onRemove }: { name: string; choice: Choice; onRemove: () => void }) {
  const { value, label, note } = choice;
  return (
    <li className="flex max-w-full items-center rounded-lg border border-line-strong/60 bg-raised text-sm">
      <input type="hidden" name={name} value={value} />
      <span className="min-w-0 py-1 pl-2.5">
        <bdi className="break-words">{label}</bdi>
        {note === null ? null : <span className="text-muted text-xs"> · {note}</span>}
      </span>
      <button
        type="button"
        onClick={onRemove}
        aria-label={`Remove ${label}`}
        className="grid size-8 shrink-0 place-items-center rounded-lg text-muted hover:text-text pointer-coarse:size-11"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}

type OptionsProps = {
  id: string;
  label: string;
  shown: readonly Choice[];
  at: number;
  values: readonly string[];
  onPick: (value: string) => void;
};

function Options({ id, label, shown, at, values, onPick }: OptionsProps) {
  return (
    // Over the form: a list that closes as somebody presses a button beneath it must not move that button away.
    <div className="absolute inset-x-0 top-full z-10 mt-1 rounded-lg border border-line bg-surface shadow-float">
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable
        className="max-h-56 overflow-y-auto p-1 empty:hidden"
      >
        {shown.map(({ value, label: words, note }, place) => (
          <div
            key={value}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={values.includes(value)}
            ref={place === at ? (option) => option?.scrollIntoView({ block: "nearest" }) : undefined}
            // The field keeps the focus: what is typed next still narrows the list.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(value)}
            onKeyDown={(event) => event.key === "Enter" && onPick(value)}
            className={clsx(
              "flex min-h-9 cursor-pointer items-center gap-2 rounded-md px-2 text-sm hover:bg-raised pointer-coarse:min-h-11",
              place === at && "bg-raised outline outline-line-strong",
            )}
          >
            <Check aria-hidden className={clsx("size-4 shrink-0", values.includes(value) ? "" : "invisible")} />
            <bdi className="min-w-0 break-words">{words}</bdi>
            {note === null ? null : <span className="text-muted text-xs">{note}</span>}
          </div>
        ))}
      </div>
      {shown.length === 0 ? (
        <p role="status" className="px-3 py-2 text-muted text-xs">
          Nothing fits.
        </p>
      ) : null}
    </div>
  );
}
