// What is in hand: words that are chosen or a passage that is open, the codes used last, and what is done with them.
import { card, type CardFacts } from "./card";
import type { Passage } from "./codings";
import type { Desk } from "./desk";
import { Picker } from "./picker";
import type { Popover } from "./popover";
import type { Choice } from "./ranking";
import type { Selection } from "./selection";
import type { Surface } from "./surface";
import type { Code } from "./types";
import type { Range16 } from "./words";

const DIGITS = 9;

export class Hand {
  readonly picker: Picker;
  /** Ids of codes, the one used last first; digits give the first nine. */
  recents: string[] = [];
  private pending: Range16 | null = null;
  private target: Passage | null = null;
  private current: string[] = [];

  constructor(
    private readonly desk: Desk,
    private readonly surface: Surface,
    private readonly selection: Selection,
    private readonly popover: Popover,
    private readonly say: (words: string) => void,
  ) {
    this.picker = new Picker(popover, desk.codes, () => this.recents, (choice) => this.chosen(choice));
  }

  /** Keep to codes that are in use; a fresh page begins with the codebook's first. */
  keepTo(codes: readonly Code[]): void {
    const used = codes.filter(({ retired }) => !retired).map(({ id }) => id);
    this.recents = [...new Set([...this.recents.filter((id) => used.includes(id)), ...used.slice(0, DIGITS)])];
  }

  recent(nth: number): boolean {
    const code = this.recents[nth];
    if (code === undefined) return false;
    this.give(code);
    return true;
  }

  /** Give a code to the passage of the open card, or to the chosen words. */
  give(code: string, began = performance.now()): void {
    const { positions } = this.surface;
    const range = this.pending ?? this.selection.chosen();
    const span = this.target ?? (range && { start: positions.toPoints(range.start), end: positions.toPoints(range.end) });
    if (!span) return this.say("Choose words first, then the code.");
    const name = this.desk.codes.get(code)?.name ?? "";
    this.recents = [code, ...this.recents.filter((id) => id !== code)];
    this.selection.clear(); // before the page changes: it has the page laid out
    this.close();
    const passage = this.desk.code(span.start, span.end, code, began);
    if (passage) this.current = [passage.id];
    this.say(passage ? `Coded “${name}”` : `These words have “${name}” already.`);
  }

  /** Offer codes for the words that are chosen, if any are. */
  offer(exact: boolean, focus: boolean): void {
    const range = this.selection.chosen(exact);
    if (!range) return;
    this.pending = range;
    this.target = null;
    const near = this.selection.show(range);
    if (near) this.picker.show(near, focus);
    this.outline([]);
  }

  openCard(quotations: readonly string[], near: DOMRect): void {
    const { desk } = this;
    const passages = quotations.flatMap((id) => desk.codings.passage(id) ?? []);
    if (!passages.length) return this.close();
    this.pending = this.target = null;
    this.current = passages.map(({ id }) => id);
    const facts: CardFacts = {
      codes: desk.codes,
      coders: desk.coders,
      me: desk.me,
      words: ({ start, end }) => this.surface.positions.slice(start, end),
    };
    const then = (act: () => void) => {
      act();
      this.openCard(this.current, near);
      this.popover.focus();
    };
    const content = card(passages, facts, {
      remove: ({ id }) => then(() => desk.act({ kind: "uncode", codings: [id] })),
      setValence: ({ id }, valence) => then(() => desk.act({ kind: "valence", coding: id, valence })),
      markRead: (codings) => then(() => desk.act({ kind: "read", codings: codings.map(({ id }) => id) })),
      deleteQuotation: (passage) => then(() => desk.deleteQuotation(passage)),
      addCode: (passage) => {
        this.target = passage;
        this.picker.show(near, true);
      },
    });
    this.popover.show("Codes on this passage", content, near);
    this.outline(this.current);
  }

  close(): void {
    const held = this.popover.holdsFocus;
    this.popover.hide();
    this.pending = this.target = null;
    this.selection.show(null);
    this.outline([]);
    if (held) this.surface.scroll.focus({ preventScroll: true });
  }

  /** Offer codes for chosen words; else open the card of the passage under the caret, or of the last one. */
  openHere(exact: boolean): void {
    if (this.selection.chosen()) return this.offer(exact, true);
    const caret = this.selection.caret();
    const at = caret && this.surface.positions.toPoints(caret.start);
    const under = this.desk.codings.inOrder().filter(({ start, end }) => at !== null && start <= at && at < end);
    const quotations = under.length ? under.map(({ id }) => id) : this.current;
    const near = quotations[0] && this.surface.marks(quotations[0])[0]?.getClientRects()[0];
    if (!near) return;
    this.openCard(quotations, near);
    this.popover.focus();
  }

  step(by: 1 | -1): void {
    const passages = this.desk.codings.inOrder();
    const at = passages.findIndex(({ id }) => id === this.current[0]);
    const next = passages[at < 0 ? (by > 0 ? 0 : passages.length - 1) : (at + by + passages.length) % passages.length];
    if (!next) return this.say("No passage is coded yet.");
    const mark = this.surface.reveal(next.start, next.id);
    const near = mark?.getClientRects()[0];
    if (near) this.openCard([next.id], near);
  }

  deleteHere(): void {
    const passage = this.desk.codings.passage(this.current[0] ?? "");
    if (passage?.codings.every(({ coder }) => coder === this.desk.me)) this.desk.deleteQuotation(passage);
    this.close();
  }

  private chosen({ code, create }: Choice): void {
    const began = performance.now();
    this.give(code?.id ?? this.desk.newCode(create, began), began);
  }

  private outline(quotations: readonly string[]): void {
    for (const mark of this.surface.scroll.querySelectorAll(".th-on")) mark.classList.remove("th-on");
    for (const id of quotations) for (const mark of this.surface.marks(id)) mark.classList.add("th-on");
  }
}
