// What each key does. Nothing pressed here reaches Streamlit, whose own "r" would run the page again.
import { element } from "./dom";

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

export interface KeyTargets {
  readonly pickerOpen: boolean;
  readonly pickerEmpty: boolean;
  readonly popoverOpen: boolean;
  readonly findOpen: boolean;
  readonly cardOpen: boolean;
  close(): void;
  undo(): void;
  redo(): void;
  recent(nth: number): boolean;
  inVivo(): void;
  pickerStep(by: 1 | -1): void;
  pickerChoose(): void;
  pickerType(letter: string): void;
  caret(key: Arrow, extend: boolean): void;
  letter(by: 1 | -1, extend: boolean): void;
  openHere(exact: boolean): void;
  step(by: 1 | -1): void;
  chooseWalk(): void;
  backToText(): void;
  moveEnd(which: "start" | "end", by: 1 | -1, byLetter: boolean): void;
  togglePlain(): void;
  chooseDrawn(): void;
  correct(): void;
  answer(yes: boolean): void;
  stepProposal(by: 1 | -1): void;
  toggleProposals(): void;
  deleteHere(): void;
  writeMemo(): void;
  find(): void;
  findStep(by: 1 | -1): void;
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
  const { target } = event;
  const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
  if (event.isComposing) return false;
  if (key === "Escape" && target instanceof HTMLSelectElement) return did(() => on.backToText());
  if (key === "Escape") return on.popoverOpen && did(() => on.close());
  if (!typing && (key === "ArrowLeft" || key === "ArrowRight")) {
    const by = key === "ArrowRight" ? 1 : -1;
    const byLetter = event.ctrlKey && !event.metaKey;
    if (on.cardOpen && event.shiftKey && !event.metaKey) return did(() => on.moveEnd(event.altKey ? "start" : "end", by, byLetter));
    // With Alt too, as a Mac keeps Ctrl and arrows for itself; without Shift that would go back in the browser.
    if (inText && (byLetter || (event.altKey && event.shiftKey))) return did(() => on.letter(by, event.shiftKey));
  }
  if (event.ctrlKey || event.metaKey) {
    if (typing || key.toLowerCase() !== "z") return false;
    return did(() => (event.shiftKey ? on.redo() : on.undo()));
  }
  if (on.findOpen && typing) return key === "Enter" && did(() => on.findStep(event.shiftKey ? -1 : 1));
  if (on.pickerOpen && (typing || inText)) {
    if (key === "ArrowDown") return did(() => on.pickerStep(1));
    if (key === "ArrowUp") return did(() => on.pickerStep(-1));
    if (key === "Enter") return did(() => on.pickerChoose());
    if (/^[1-9]$/.test(key) && on.pickerEmpty && on.recent(Number(key) - 1)) return true;
    if (key === "0" && on.pickerEmpty) return did(() => on.inVivo());
    if (typing || key.length !== 1 || event.altKey) return false;
    return did(() => on.pickerType(key));
  }
  if (target instanceof HTMLSelectElement && key === "Enter") return did(() => on.backToText());
  if (typing || event.altKey) return key === "Enter" && inText && did(() => on.openHere(true));
  if (/^[1-9]$/.test(key)) return on.recent(Number(key) - 1);
  if (key === "0") return did(() => on.inVivo());
  if (key.toLowerCase() === "z") return did(() => (event.shiftKey ? on.redo() : on.undo()));
  if (key === "n" || key === "p") return did(() => on.step(key === "n" ? 1 : -1));
  if (key === "g") return did(() => on.chooseWalk());
  if (key === "v") return did(() => on.togglePlain());
  if (key === "c") return did(() => on.chooseDrawn());
  if (key === "e") return did(() => on.correct());
  if (key === "y" || key === "x") return did(() => on.answer(key === "y"));
  if (key.toLowerCase() === "s") return did(() => on.stepProposal(event.shiftKey ? -1 : 1));
  if (key === "h") return did(() => on.toggleProposals());
  if (key === "/") return did(() => on.find());
  if (key === "?") return did(() => on.help());
  if (key === "m" && on.cardOpen) return did(() => on.writeMemo());
  // A Mac's key that is called delete is Backspace here.
  if ((key === "Delete" || key === "Backspace") && on.cardOpen) return did(() => on.deleteHere());
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
  ["Ctrl and ←, →", "move by letter; with Shift, choose letter by letter (on a Mac Alt and Shift)"],
  ["Enter", "give the chosen words a code; open the passage under the caret"],
  ["Alt and Enter", "the same without rounding to whole words"],
  ["1 to 9", "give the chosen words, or the open passage, a recent code"],
  ["0", "make a code of the chosen words themselves"],
  ["/", "find words in this transcript: Enter goes to the next hit, Escape to the text, the hit chosen"],
  ["n, p", "next and previous: coded passage, or what you chose"],
  ["g", "choose what n and p go to: a code, a coder, questions; Enter goes back to the text"],
  ["Shift and ←, →", "on an open passage: its end a word back or on"],
  ["Alt, Shift and ←, →", "its beginning a word back or on; with Ctrl too, either end by a letter"],
  ["m", "write a memo on the open passage"],
  ["s, Shift and s", "next and previous suggestion"],
  ["y, x", "accept the open suggestion, or keep that it is not right"],
  ["h", "hide suggestions, and show them"],
  ["Delete, Backspace", "delete the open quotation"],
  ["e", "correct a word, or who speaks, where the caret is"],
  ["z, Shift and z", "undo, redo"],
  ["v", "view without colours, and back"],
  ["c", "choose whose codings, and of which codes, are drawn; Space draws one or not"],
  ["Escape", "close"],
];

export function help(): HTMLElement {
  const list = element("dl", "th-help");
  list.tabIndex = 0; // so that keys scroll it
  for (const [keys, meaning] of HELP) list.append(element("dt", "", keys), element("dd", "", meaning));
  return list;
}
