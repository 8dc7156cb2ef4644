"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { useKeys } from "@/components/shell/keys";
import { movedIndex, selectedIndex } from "./row-window";
import { callIdOf } from "./use-board-order";
import { gridColumns } from "./use-row-window";

/**
 * Moves the selection over the board: arrows, Home and End focus a call's link (so Enter opens it), Space peeks. One call
 * at a time is reached by Tab. `rowRem` as in useRowWindow: a call outside the page is scrolled to, then focused.
 */
export function useBoardKeys(options: {
  ref: RefObject<HTMLElement | null>;
  /** null: an empty place */
  ids: readonly (string | null)[];
  rowRem: number;
  peekId: string;
  onPeek: (id: string | null) => void;
}) {
  const { ref, ids, rowRem, peekId, onPeek } = options;
  const [chosen, setChosen] = useState<{ id: string; index: number } | null>(null);
  const wanted = useRef<string | null>(null);
  const selected = selectedIndex(ids, chosen);
  const isThere = chosen !== null && ids[selected] === chosen.id;
  if (isThere && chosen.index !== selected) setChosen({ id: chosen.id, index: selected });
  const selectedId = ids[selected] ?? null;
  const choose = (id: string) => setChosen({ id, index: ids.indexOf(id) });

  const linkOf = (id: string) =>
    ref.current?.querySelector<HTMLElement>(`[data-call-id="${CSS.escape(id)}"] [data-open-call]`) ?? null;

  const select = (index: number) => {
    const id = ids[index] ?? null;
    const list = ref.current;
    if (id === null || !list) return;
    choose(id);
    const link = linkOf(id);
    if (link) {
      link.focus();
      return;
    }
    wanted.current = id;
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const row = Math.floor(index / gridColumns(list));
    const listTop = list.getBoundingClientRect().top + window.scrollY;
    window.scrollTo({ top: listTop + row * rowRem * remPx - window.innerHeight / 2 });
  };

  // A call that was scrolled to is in the page one render later.
  useEffect(() => {
    if (wanted.current === null) return;
    const link = linkOf(wanted.current);
    if (link) {
      wanted.current = null;
      link.focus({ preventScroll: true });
    }
  });

  const move = (key: string): boolean => {
    const list = ref.current;
    if (!list || selectedId === null) return false;
    const inBoard = list.contains(document.activeElement);
    const next = movedIndex(key, selected, ids.length, gridColumns(list), (index) => ids[index] === null);
    // Where the selected call left, what took its place comes first.
    const index = inBoard || isThere || next < 0 ? next : selected;
    if (index >= 0) select(index);
    return index >= 0;
  };

  useKeys([
    { keys: "ArrowDown", label: "Next call", group: "Live board", run: () => void move("ArrowDown") },
    { keys: "ArrowUp", label: "Previous call", group: "Live board", run: () => void move("ArrowUp") },
    { keys: "Enter", label: "Open the call", group: "Live board" },
    { keys: " ", label: "Peek at the call", group: "Live board" },
  ]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const onButton = event.target instanceof HTMLButtonElement;
    const id = callIdOf(event.target);
    const handled = event.key === " " && !onButton && id !== null ? true : move(event.key);
    if (!handled) return;
    if (event.key === " " && !event.repeat) onPeek(id === peekId ? null : id);
    event.preventDefault();
  };

  const onFocus = (event: FocusEvent) => {
    const id = callIdOf(event.target);
    if (id === null) return;
    choose(id);
    if (peekId !== "" && id !== peekId) onPeek(id);
  };

  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-peek]")) return;
    const id = callIdOf(event.target);
    if (id === null) return;
    choose(id);
    onPeek(id === peekId ? null : id);
  };

  return { selectedId, handlers: { onKeyDown, onFocus, onClick } };
}
