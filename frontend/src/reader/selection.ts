// Which words are chosen: by mouse or touch (the browser's selection) or by keys (a caret that walks words).
import { afterAll } from "./dom";
import type { Arrow } from "./keys";
import { chooseLetter, letterBeside } from "./letters";
import { acrossLines, type Box, type Standing } from "./lines";
import { inWindow } from "./seen";
import type { Surface } from "./surface";
import { snap, trim, wholeCharacters, wholeUnits, wordBefore, wordFrom, type Range16 } from "./words";

const CARET = "th-caret";
const CHOSEN = "th-chosen";

/** Highlights without touching the text; absent in a few older browsers, which show the plain selection. */
const highlights: HighlightRegistry | null =
  typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight !== "undefined" ? CSS.highlights : null;

export class Selection {
  /** First and last word of what the keys have chosen; equal where only the caret stands there. */
  private anchor: Range16 | null = null;
  private focus: Range16 | null = null;
  private extending = false;
  /** Whether the keys went letter by letter, so that what they chose is meant exactly. */
  private byLetter = false;
  /** Where up and down keep to, in pixels; null once the caret was moved otherwise. */
  private column: number | null = null;
  private readonly standing: Standing = {
    beside: ({ start, end }, by) => (by > 0 ? wordFrom(this.surface.positions.text, end) : wordBefore(this.surface.positions.text, start)),
    turn: ({ start }) => this.surface.turnOf(start),
    box: (word) => this.box(word),
  };
  /** What is shown as chosen while the picker is open. */
  private offered: Range16 | null = null;
  /** Whether words are taken whole unless asked otherwise; set from the person's settings. */
  snaps = true;

  constructor(private readonly surface: Surface) {}

  destroy(): void {
    highlights?.delete(CARET);
    highlights?.delete(CHOSEN);
  }

  /** The chosen words in code units, snapped to whole units or else to whole words unless `exact`; null where none are. */
  chosen(exact = false): Range16 | null {
    const { text } = this.surface.positions;
    const range = this.byKeys() ?? this.byMouse();
    const trimmed = range && trim(text, range);
    if (!trimmed) return null;
    if (this.surface.units.length) return wholeUnits(this.surface.units, trimmed);
    const exactly = exact === this.snaps || (this.byLetter && this.extending);
    return trim(text, exactly ? wholeCharacters(text, trimmed) : snap(text, trimmed));
  }

  /** The word that the caret stands on, if the keys have put one anywhere. */
  caret(): Range16 | null {
    return this.focus;
  }

  /** Show words as chosen while the picker is open. */
  show(range: Range16 | null): DOMRect | null {
    this.offered = range;
    const shown = range && this.surface.range(range);
    if (!shown) highlights?.delete(CHOSEN);
    else if (highlights) highlights.set(CHOSEN, new Highlight(shown));
    const boxes = shown?.getClientRects();
    return boxes?.length ? boxes[boxes.length - 1]! : null;
  }

  /** Put the caret on the last word of a range, so that keys go on from there. */
  stand(range: Range16): void {
    const { text } = this.surface.positions;
    const last = wordBefore(text, range.end);
    this.anchor = this.focus = last && wordFrom(text, last.start); // with the comma that was left out
    this.extending = this.byLetter = false;
    this.column = null;
    afterAll(() => this.showCaret()); // what was coded shows first
  }

  /** Put the caret on the word at a place of the page that was clicked; it is shown once a key moves it. */
  standAt(node: Node, offset: number): void {
    const unit = this.surface.unit(node, offset);
    this.anchor = this.focus = unit === null ? null : wordFrom(this.surface.positions.text, unit);
    this.column = null;
  }

  /** Show the caret where it stands: words that are painted anew have lost it. */
  showCaret(): void {
    const word = this.focus && !this.extending && this.surface.range(this.focus);
    if (word) highlights?.set(CARET, new Highlight(word));
  }

  /** What is chosen, to be chosen again after words have been painted anew. */
  held(): () => void {
    const range = this.extending ? this.byKeys() : this.byMouse();
    return () => {
      if (this.offered) this.show(this.offered);
      // Where somebody types, the selection is in the field: taken from there, what they type would go nowhere.
      if (range && !isTyping()) this.mark(range);
      if (highlights?.has(CARET)) this.showCaret();
    };
  }

  /** Choose words as if the keys had, which go on from there. */
  takeByKeys(range: Range16): void {
    this.release();
    this.anchor = this.focus = range;
    this.extending = true;
    this.render();
  }

  /** Choose words as if the mouse had. */
  take(range: Range16): void {
    this.release();
    this.mark(range);
  }

  private mark(range: Range16): void {
    const found = this.surface.range(range);
    if (found) document.getSelection()?.setBaseAndExtent(found.startContainer, found.startOffset, found.endContainer, found.endOffset);
  }

  clear(): void {
    this.extending = false;
    this.anchor = this.focus;
    document.getSelection()?.removeAllRanges();
    highlights?.delete(CHOSEN);
  }

  /** Forget the caret: the mouse has taken over. */
  release(): void {
    this.anchor = this.focus = null;
    this.extending = this.byLetter = false;
    this.column = null;
    highlights?.delete(CARET);
  }

  /** Move the caret by a word or a line; with `extend`, choose from where it stood. */
  move(key: Arrow, extend: boolean): void {
    const from = this.focus ?? this.startingWord();
    const next = this.focus === null && !extend ? from : this.target(key, from, extend);
    if (!from || !next) return;
    if (!extend) this.anchor = next;
    else if (!this.extending) this.anchor = from;
    this.extending = extend;
    // From within a word, what is chosen goes on from there: the word's beginning is not taken in again.
    this.focus = this.byLetter && extend && from.start < next.end && next.start < from.start ? { start: from.start, end: next.end } : next;
    this.byLetter &&= extend;
    this.render();
  }

  /** Move the caret by a letter; with `extend`, choose letter by letter from where it stood. */
  moveByLetter(by: 1 | -1, extend: boolean): void {
    const { text } = this.surface.positions;
    const from = this.focus ?? this.startingWord();
    if (!from) return;
    const beside = letterBeside(text, from, by);
    const stays = this.extending && this.anchor ? this.anchor : from;
    const next = extend ? chooseLetter(text, { anchor: stays, focus: from }, by) : beside && { anchor: beside, focus: beside };
    if (!next) return;
    this.anchor = next.anchor;
    this.focus = next.focus;
    this.extending = extend;
    this.byLetter = true;
    this.column = null;
    this.render();
  }

  private byKeys(): Range16 | null {
    if (!this.anchor || !this.focus || !this.extending) return null;
    return { start: Math.min(this.anchor.start, this.focus.start), end: Math.max(this.anchor.end, this.focus.end) };
  }

  private byMouse(): Range16 | null {
    const selection = document.getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.surface.scroll)) return null;
    const start = this.surface.unit(range.startContainer, range.startOffset);
    const end = this.surface.unit(range.endContainer, range.endOffset);
    return start === null || end === null || start >= end ? null : { start, end };
  }

  private startingWord(): Range16 | null {
    const { positions, turns } = this.surface;
    const turn = turns[this.surface.firstInView()];
    return turn ? wordFrom(positions.text, positions.toUnits(turn[0])) : null;
  }

  private target(key: Arrow, from: Range16 | null, extend: boolean): Range16 | null {
    if (!from) return null;
    if (key === "ArrowDown" || key === "ArrowUp") return this.nextLine(from, key === "ArrowDown" ? 1 : -1, extend);
    this.column = null;
    return this.standing.beside(from, key === "ArrowRight" ? 1 : -1);
  }

  private box(word: Range16): Box | null {
    return this.surface.range(word)?.getClientRects()[0] ?? null;
  }

  /** The word on the line below or above, in the column from which up and down began; choosing goes on to the text's end. */
  private nextLine(from: Range16, by: 1 | -1, extend: boolean): Range16 | null {
    const { text } = this.surface.positions;
    this.column ??= this.standing.box(from)?.left ?? 0;
    const across = acrossLines(from, by, this.column, this.standing);
    if (across || !extend) return across ?? from;
    return by > 0 ? wordBefore(text, text.length) : wordFrom(text, 0);
  }

  private render(): void {
    const word = this.focus && this.surface.range(this.focus);
    if (!word) return;
    const chosen = this.byKeys();
    if (chosen) highlights?.delete(CARET);
    else highlights?.set(CARET, new Highlight(word));
    const shown = chosen ? this.surface.range(chosen) : null;
    const selection = document.getSelection();
    if (shown) selection?.setBaseAndExtent(shown.startContainer, shown.startOffset, shown.endContainer, shown.endOffset);
    else if (highlights) selection?.collapse(word.startContainer, word.startOffset);
    else selection?.setBaseAndExtent(word.startContainer, word.startOffset, word.endContainer, word.endOffset);
    const [box, { top, bottom }] = [word.getBoundingClientRect(), inWindow(this.surface.scroll)];
    if (box.bottom > bottom - 40) this.surface.scroll.scrollTop += box.bottom - bottom + (bottom - top) / 3;
    if (box.top < top + 8) this.surface.scroll.scrollTop -= top - box.top + (bottom - top) / 3;
  }
}

function isTyping(): boolean {
  const { activeElement } = document;
  return activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement;
}
