// What is in hand: words that are chosen or a passage that gets one more code, and the codes used last.
import type { Passage } from "./codings";
import type { Desk, Place } from "./desk";
import { Opened } from "./opened";
import { Picker } from "./picker";
import type { Popover } from "./popover";
import { named, type Choice } from "./ranking";
import type { Selection } from "./selection";
import type { Surface } from "./surface";
import type { Code } from "./types";
import type { Range16 } from "./words";

const DIGITS = 9;
/** A code's name has at most so many characters. */
const LONGEST_NAME = 200;

export class Hand {
  readonly picker: Picker;
  readonly opened: Opened;
  /** Ids of codes, the one used last first; digits give the first nine. */
  recents: string[] = [];
  private pending: Range16 | null = null;
  private target: Passage | null = null;

  constructor(
    private readonly desk: Desk,
    private readonly surface: Surface,
    private readonly selection: Selection,
    private readonly popover: Popover,
    private readonly say: (words: string) => void,
  ) {
    this.picker = new Picker(popover, desk.codes, {
      recent: () => this.recents,
      chosen: (choice) => this.chosen(choice),
      inVivo: () => this.inVivo(),
    });
    this.opened = new Opened(desk, surface, popover, {
      addCode: (passage, near) => this.addCode(passage, near),
      close: () => this.close(),
      say,
    });
  }

  /** Keep to codes that are in use; a fresh page begins with the codebook's first. */
  keepTo(codes: readonly Code[]): void {
    const used = codes.filter(({ retired }) => !retired).map(({ id }) => id);
    this.recents = [...new Set([...this.recents.filter((id) => used.includes(id)), ...used.slice(0, DIGITS)])];
  }

  /** Follow codes that somebody renamed, retired, merged or removed, also in a list that is open. */
  codesChanged(): void {
    this.keepTo([...this.desk.codes.values()]);
    this.picker.refresh();
  }

  recent(nth: number): boolean {
    const code = this.recents[nth];
    if (code === undefined) return false;
    this.give(code);
    return true;
  }

  /** Give a code to the passage of the open card, or to the chosen words. */
  give(code: string, began = performance.now()): void {
    const name = this.desk.codes.get(code)?.name ?? "";
    this.recents = [code, ...this.recents.filter((id) => id !== code)];
    this.code(name, ({ start, end }) => this.desk.code(start, end, code, began));
  }

  /** Make the chosen words themselves a code and give it to them: what they say is what it is called. */
  inVivo(): void {
    const began = performance.now();
    const span = this.span();
    if (!span) return this.say("Choose words first, then the code.");
    const words = this.surface.positions.slice(span.start, span.end).replace(/\s+/gu, " ").trim();
    this.giveNew([...nameOf(words)].slice(0, LONGEST_NAME).join("").trim(), began);
  }

  /** Offer codes for the words that are chosen, if any are. */
  offer(exact: boolean, focus: boolean): void {
    const range = this.selection.chosen(exact);
    if (!range) return;
    this.pending = range;
    this.target = null;
    const near = this.selection.show(range);
    this.opened.hidden();
    if (near) this.picker.show(near, focus);
  }

  /** The words of a place; empty where the text is another by now. */
  wordsAt({ start, end, text }: Place): string {
    return text === this.desk.version ? this.surface.positions.slice(start, end) : "";
  }

  /** Choose the words of a place whose coding was not saved, so that they can be given a code again. */
  chooseAgain(place: Place): void {
    if (!this.wordsAt(place)) return this.say("The words were corrected since: look for the passage.");
    const { positions } = this.surface;
    this.surface.bring(place.start);
    this.selection.take({ start: positions.toUnits(place.start), end: positions.toUnits(place.end) });
    this.offer(false, true);
  }

  openCard(quotations: readonly string[], near: DOMRect): void {
    this.pending = this.target = null;
    this.opened.show(quotations, near);
  }

  close(): void {
    const held = this.popover.holdsFocus;
    this.popover.hide();
    this.pending = this.target = null;
    this.selection.show(null);
    this.opened.hidden();
    if (held) this.surface.scroll.focus({ preventScroll: true });
  }

  /** Offer codes for chosen words; else open the card of the passage under the caret, or of the last one. */
  openHere(exact: boolean): void {
    if (this.selection.chosen()) return this.offer(exact, true);
    const caret = this.selection.caret();
    const at = caret && this.surface.positions.toPoints(caret.start);
    const under = this.desk.codings.inOrder().filter(({ id, start, end }) => at !== null && start <= at && at < end && this.surface.draws(id));
    const quotations = under.length ? under.map(({ id }) => id) : this.opened.current;
    const near = quotations[0] && this.surface.marks(quotations[0])[0]?.getClientRects()[0];
    if (!near) return;
    this.openCard(quotations, near);
    this.popover.focus("Add code"); // on the first, which is a valence, a second Enter would set it
  }

  private addCode(passage: Passage, near: DOMRect): void {
    this.opened.hidden();
    this.target = passage;
    this.picker.show(near, true);
  }

  private chosen({ code, create }: Choice): void {
    const began = performance.now();
    if (code) this.give(code.id, began);
    else this.giveNew(create, began);
  }

  private giveNew(name: string, began: number): void {
    const there = named(this.desk.codes.values(), name);
    if (there) this.give(there.id, began);
    else {
      this.code(name, ({ start, end }) => this.desk.codeAnew(start, end, name, began));
      const made = named(this.desk.codes.values(), name);
      if (made) this.recents = [made.id, ...this.recents];
    }
  }

  /** Code what is in hand and put the caret behind it. */
  private code(name: string, act: (span: { start: number; end: number }) => Passage | null): void {
    const open = this.opened.meant;
    if (open) return this.said(this.opened.addTo(() => act(open)), name);
    const span = this.span();
    if (!span) return this.say("Choose words first, then the code.");
    if (this.desk.asksFirst()) return this.close();
    const { positions } = this.surface;
    this.selection.clear(); // before the page changes: it has the page laid out
    this.close();
    const passage = act(span);
    if (passage) this.opened.current = [passage.id];
    this.said(passage, name);
    this.selection.stand({ start: positions.toUnits(span.start), end: positions.toUnits(span.end) });
  }

  private said(passage: Passage | null, name: string): void {
    const unseen = passage && !this.surface.draws(passage.id) ? "; it is not drawn, as you chose" : "";
    this.say(passage ? `Coded “${name}”${unseen}` : `These words have “${name}” already.`);
  }

  /** What is in hand, in code points. */
  private span(): { start: number; end: number } | null {
    if (this.target) return this.target;
    if (this.opened.meant) return this.opened.meant;
    const range = this.pending ?? this.selection.chosen();
    const { positions } = this.surface;
    return range && { start: positions.toPoints(range.start), end: positions.toPoints(range.end) };
  }
}

/** A name made of what was said: without the comma or the dash that it was cut at; as it is where it is nothing else. */
function nameOf(words: string): string {
  return words.replace(/^[\s,;:.–—-]+|[\s,;:.–—-]+$/gu, "") || words;
}
