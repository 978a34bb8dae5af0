// Words looked for in the transcript that is open: all hits are marked, and gone to one by one from where the reader is.
import { afterFrame, button, count, element, setWords } from "./dom";
import type { OtherParts } from "./parts";
import type { Popover } from "./popover";
import { inWindow } from "./seen";
import type { Selection } from "./selection";
import type { Surface } from "./surface";
import type { Range16 } from "./words";

const FOUND = "th-found";
/** More are counted, and gone to, but not marked at once. */
const MOST_MARKED = 500;

/** All places of some words in a text, whatever their case and the white space between them; none of nothing. */
export function places(text: string, words: string): Range16[] {
  const wanted = words.trim().split(/\s+/u).filter(Boolean).map(escaped);
  if (!wanted.length) return [];
  return [...text.matchAll(new RegExp(wanted.join("\\s+"), "giu"))].map(({ index, 0: hit }) => ({ start: index, end: index + hit.length }));
}

export class Find {
  private readonly field = element("input", "ts-control th-find-field");
  private readonly told = element("p", "th-find-told");
  private readonly line = element("div", "th-find");
  private found: Range16[] = [];
  private at = -1;
  private from = 0;

  constructor(
    private readonly popover: Popover,
    private readonly surface: Surface,
    private readonly selection: Selection,
    private readonly others: OtherParts,
  ) {
    const { field } = this;
    field.type = "search";
    field.autocomplete = "off";
    field.spellcheck = false;
    field.maxLength = 200;
    field.setAttribute("aria-label", "Find in this transcript");
    field.placeholder = "Words in this transcript";
    this.told.setAttribute("role", "status");
    field.addEventListener("input", () => this.look());
    const back = button("←", () => this.step(-1), "ts-control th-option");
    back.setAttribute("aria-label", "Previous hit");
    const on = button("→", () => this.step(1), "ts-control th-option");
    on.setAttribute("aria-label", "Next hit");
    const going = element("span", "th-switch");
    going.append(back, on);
    this.line.append(field, going);
  }

  get open(): boolean {
    return this.popover.open && this.popover.holds(this.field);
  }

  /** Open it; `from` a place in code units where the reader is not where hits are to be gone to from. */
  show(near: DOMRect, from: number | null = null): void {
    const { positions, turns } = this.surface;
    this.from = from ?? this.selection.caret()?.start ?? positions.toUnits(turns[this.surface.firstInView()]?.[0] ?? 0);
    this.popover.show("Find in this transcript", [this.line, this.told], near, (closed) => this.left(closed));
    this.field.focus({ preventScroll: true });
    this.field.select();
    this.look();
  }

  /** Look in the part that was gone to for what was looked for in the one before, and go to the hit there. */
  resume(near: DOMRect, place: number | null): void {
    const words = this.others.take();
    if (words === null || place === null) return;
    this.field.value = words;
    this.show(near, this.surface.positions.toUnits(place));
    this.here(1);
  }

  /** Go to the next hit (`by` 1) or the one before (-1), from the other end again after the last. */
  step(by: 1 | -1): void {
    const { asking } = this.others;
    if (asking) void asking.then(() => this.open && this.here(by));
    else this.here(by);
  }

  private here(by: 1 | -1): void {
    const { found } = this;
    const ahead = found.findIndex(({ start }) => start >= this.from);
    const first = by > 0 ? (ahead < 0 ? found.length : ahead) : (ahead < 0 ? found.length : ahead) - 1;
    const next = this.at < 0 ? first : this.at + by;
    if (next < 0 || next >= found.length) {
      if (this.others.go(by, this.field.value) || !found.length) return;
    }
    this.at = (next + found.length) % found.length;
    this.again();
    this.bring(found[this.at]!); // shown as chosen, which looks otherwise
    this.tell();
  }

  /** Mark the hits again: words that were painted anew have lost it. */
  again(): void {
    if (this.open) this.mark(this.found.slice(0, MOST_MARKED).filter((one) => one !== this.found[this.at]));
  }

  /** The marks go; whoever closed it goes on at the hit that was gone to last, which is chosen. */
  private left(closed: boolean): void {
    const last = this.found[this.at];
    this.mark([]);
    this.found = [];
    this.at = -1;
    if (closed && last) this.selection.takeByKeys(last);
  }

  private look(): void {
    this.found = places(this.surface.positions.text, this.field.value);
    this.at = -1;
    this.selection.show(null);
    this.again();
    this.others.look(this.field.value, () => this.open && this.tell());
    this.tell();
  }

  private bring(hit: Range16): void {
    const { scroll } = this.surface;
    const middle = () => {
      const box = this.selection.show(hit);
      const { top, bottom } = inWindow(scroll);
      if (box && (box.top < top + (bottom - top) / 3 || box.bottom > bottom - 40)) scroll.scrollTop += box.top - (top + bottom) / 2;
    };
    middle();
    afterFrame(middle); // turns on the way are measured only as they come into view
  }

  private tell(): void {
    setWords(this.told, this.field.value.trim() ? this.inWords() : this.empty());
  }

  private empty(): string {
    return "Enter goes to the next hit, Escape back to the text. The page Search looks through all transcripts.";
  }

  private inWords(): string {
    const { found, at, others } = this;
    const { n_before = 0, n_after = 0 } = others.known ?? {};
    const n = n_before + found.length + n_after;
    const unknown = others.any && !others.known;
    if (at >= 0) return `${n_before + at + 1} of ${count(n, "hit")}${unknown ? " in this part" : ""}`;
    if (others.asking) return "Looking through the other parts…";
    if (unknown) return `${found.length ? count(found.length, "hit") : "Not said"} in this part; the others could not be looked through.`;
    if (!n) return "Not said here.";
    return `${count(n, "hit")}${others.any ? `, ${found.length} in this part` : ""}. Enter goes to the next.`;
  }

  private mark(found: readonly Range16[]): void {
    if (!("highlights" in CSS)) return;
    const ranges = found.flatMap((one) => this.surface.range(one) ?? []);
    if (ranges.length) CSS.highlights.set(FOUND, new Highlight(...ranges));
    else CSS.highlights.delete(FOUND);
  }
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
