// What each key does. Nothing pressed here reaches Streamlit, whose own "r" would run the page again.
import { element } from "./dom";

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

export interface KeyTargets {
  readonly pickerOpen: boolean;
  readonly pickerEmpty: boolean;
  readonly popoverOpen: boolean;
  close(): void;
  undo(): void;
  redo(): void;
  recent(nth: number): boolean;
  pickerStep(by: 1 | -1): void;
  pickerChoose(): void;
  pickerType(letter: string): void;
  caret(key: Arrow, extend: boolean): void;
  openHere(exact: boolean): void;
  step(by: 1 | -1): void;
  deleteHere(): void;
  help(): void;
}

const ARROWS: readonly string[] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] satisfies Arrow[];

/** Act on a key; handled keys do nothing else. */
export function onKey(event: KeyboardEvent, on: KeyTargets, inText: boolean): void {
  if (event.key !== "Tab") event.stopPropagation();
  if (handle(event, on, inText)) event.preventDefault();
}

function handle(event: KeyboardEvent, on: KeyTargets, inText: boolean): boolean {
  const { key } = event;
  const typing = event.target instanceof HTMLInputElement;
  if (event.isComposing) return false;
  if (key === "Escape") return on.popoverOpen && did(() => on.close());
  if (event.ctrlKey || event.metaKey) {
    if (typing || key.toLowerCase() !== "z") return false;
    return did(() => (event.shiftKey ? on.redo() : on.undo()));
  }
  if (on.pickerOpen && (typing || inText)) {
    if (key === "ArrowDown") return did(() => on.pickerStep(1));
    if (key === "ArrowUp") return did(() => on.pickerStep(-1));
    if (key === "Enter") return did(() => on.pickerChoose());
    if (/^[1-9]$/.test(key) && on.pickerEmpty && on.recent(Number(key) - 1)) return true;
    if (typing || key.length !== 1 || event.altKey) return false;
    return did(() => on.pickerType(key));
  }
  if (typing || event.altKey) return key === "Enter" && inText && did(() => on.openHere(true));
  if (/^[1-9]$/.test(key)) return on.recent(Number(key) - 1);
  if (key.toLowerCase() === "z") return did(() => (event.shiftKey ? on.redo() : on.undo()));
  if (key === "n" || key === "p") return did(() => on.step(key === "n" ? 1 : -1));
  if (key === "?") return did(() => on.help());
  if (key === "Delete" && on.popoverOpen) return did(() => on.deleteHere());
  if (!inText) return false;
  if (ARROWS.includes(key)) return did(() => on.caret(key as Arrow, event.shiftKey));
  return key === "Enter" && did(() => on.openHere(false));
}

function did(act: () => void): true {
  act();
  return true;
}

const HELP: readonly (readonly [string, string])[] = [
  ["Arrow keys", "move by word and line"],
  ["Shift and arrows", "choose words"],
  ["Enter", "give the chosen words a code; open the passage under the caret"],
  ["Alt and Enter", "the same without rounding to whole words"],
  ["1 to 9", "give the chosen words a recent code"],
  ["n, p", "next and previous coded passage"],
  ["Delete", "delete the open quotation"],
  ["z, Shift and z", "undo, redo"],
  ["Escape", "close"],
];

export function help(): HTMLElement {
  const list = element("dl", "th-help");
  for (const [keys, meaning] of HELP) list.append(element("dt", "", keys), element("dd", "", meaning));
  return list;
}
