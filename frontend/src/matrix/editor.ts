// Writing in a cell, in its place; what is typed is kept on this computer until it is saved.
import { element } from "../reader/dom";
import type { Drafts } from "../reader/memos";
import { kept, typed } from "./words";

const LONGEST = 20_000;
const FEWEST_ROWS = 6;

export interface Writing {
  key: string;
  /** The words to begin from, and the quotations by the numbers that stand for them. */
  text: string;
  ids: readonly string[];
  name: string;
}

export interface EditorEvents {
  /** The words, as they are kept, are to be saved; where the focus goes then. */
  done(text: string, then: "stay" | "down" | "away"): void;
}

export class Editor {
  readonly field = element("textarea", "ts-control tx-field");
  key: string | null = null;
  private before = "";
  private ids: readonly string[] = [];

  constructor(private readonly drafts: Drafts, private readonly events: EditorEvents, private readonly stays: (next: EventTarget | null) => boolean) {
    const { field } = this;
    field.maxLength = LONGEST;
    field.dir = "auto";
    field.addEventListener("input", () => this.noted());
    field.addEventListener("keydown", (event) => this.pressed(event));
    field.addEventListener("focusout", (event) => {
      if (this.key !== null && !this.stays(event.relatedTarget)) this.leave("away");
    });
  }

  open(cell: HTMLElement, { key, text, ids, name }: Writing): void {
    const words = typed(text, ids);
    this.key = key;
    this.before = words;
    this.ids = ids;
    this.field.value = words;
    this.field.rows = Math.max(FEWEST_ROWS, Math.ceil(words.length / 34));
    this.field.setAttribute("aria-label", `Summary of ${name}`);
    cell.replaceChildren(this.field);
    this.field.focus();
    this.field.setSelectionRange(words.length, words.length);
  }

  /** Put the number of a quotation where the caret is. */
  put(number: number): void {
    const { field } = this;
    const before = field.value.slice(0, field.selectionStart);
    const space = before && !/[\s(]$/.test(before) ? " " : "";
    field.setRangeText(`${space}[${number}]`, field.selectionStart, field.selectionEnd, "end");
    this.noted();
    field.focus();
  }

  /** End writing and hand the words over. */
  leave(then: "stay" | "down" | "away"): void {
    if (this.key === null) return;
    this.drafts.drop(this.key);
    this.key = null;
    this.field.remove();
    this.events.done(kept(this.field.value, this.ids), then);
  }

  private noted(): void {
    if (this.key === null) return;
    if (this.field.value === this.before) this.drafts.drop(this.key);
    else this.drafts.set(this.key, kept(this.field.value, this.ids));
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const number = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (event.altKey && !event.ctrlKey && number) this.put(Number(number));
    else if (event.key === "Escape") this.leave("stay");
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.leave("down");
    else return;
    event.preventDefault();
  }
}
