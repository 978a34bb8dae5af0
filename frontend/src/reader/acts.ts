// What keys and the toolbar's buttons do, each by the part that does it.
import type { Desk } from "./desk";
import type { Drawing } from "./drawing";
import type { Find } from "./find";
import type { Hand } from "./hand";
import { help, type Arrow, type KeyTargets } from "./keys";
import type { Popover } from "./popover";
import type { Proposing } from "./proposing";
import type { Selection } from "./selection";
import type { Surface } from "./surface";
import type { Toolbar } from "./toolbar";
import { keepPlain } from "./view";
import type { Walker } from "./walker";

/** The parts that act. */
interface Parts {
  readonly root: HTMLElement;
  readonly desk: Desk;
  readonly surface: Surface;
  readonly selection: Selection;
  readonly hand: Hand;
  readonly popover: Popover;
  readonly finding: Find;
  readonly walker: Walker;
  readonly drawing: Drawing;
  readonly toolbar: Toolbar;
  readonly proposing: Proposing;
  /** Offer the turn at a code point to be corrected. */
  correct(at: number): void;
  say(words: string): void;
}

export class Acts implements KeyTargets {
  constructor(private readonly parts: Parts) {}

  /** Whether the words are shown without any colour. */
  get plain(): boolean {
    return this.parts.root.classList.contains("th-plain");
  }

  get pickerOpen(): boolean {
    return this.parts.hand.picker.open;
  }

  get pickerEmpty(): boolean {
    return this.parts.hand.picker.empty;
  }

  get popoverOpen(): boolean {
    return this.parts.popover.open;
  }

  get findOpen(): boolean {
    return this.parts.finding.open;
  }

  get cardOpen(): boolean {
    return this.parts.popover.open && this.parts.hand.opened.shown;
  }

  close(): void {
    this.parts.hand.close();
  }

  undo(): void {
    this.close();
    if (!this.parts.desk.turn("undo")) this.parts.say("Nothing to undo.");
  }

  redo(): void {
    this.close();
    if (!this.parts.desk.turn("redo")) this.parts.say("Nothing to do again.");
  }

  recent(nth: number): boolean {
    return this.parts.hand.recent(nth);
  }

  inVivo(): void {
    this.parts.hand.inVivo();
  }

  pickerStep(by: 1 | -1): void {
    this.parts.hand.picker.step(by);
  }

  pickerChoose(): void {
    this.parts.hand.picker.choose();
  }

  pickerType(letter: string): void {
    this.parts.hand.picker.type(letter);
  }

  caret(key: Arrow, extend: boolean): void {
    if (this.parts.popover.open) this.close();
    this.parts.selection.move(key, extend);
  }

  letter(by: 1 | -1, extend: boolean): void {
    if (this.parts.popover.open) this.close();
    this.parts.selection.moveByLetter(by, extend);
  }

  openHere(exact: boolean): void {
    this.parts.hand.openHere(exact);
  }

  step(by: 1 | -1): void {
    this.parts.walker.step(by);
  }

  chooseWalk(): void {
    this.parts.toolbar.chooseWalk();
  }

  backToText(): void {
    this.parts.surface.scroll.focus({ preventScroll: true });
  }

  moveEnd(which: "start" | "end", by: 1 | -1, byLetter: boolean): void {
    this.parts.hand.opened.moveEnd(which, by, byLetter);
  }

  deleteHere(): void {
    this.parts.hand.opened.deleteHere();
  }

  writeMemo(): void {
    this.parts.hand.opened.writeHere();
  }

  /** Show the words without any colour, to be read as they were said; and back. */
  togglePlain(): void {
    const plain = this.parts.root.classList.toggle("th-plain");
    this.parts.toolbar.showPlain(plain);
    keepPlain(plain);
    this.close();
  }

  /** Have it chosen whose codings and which codes are drawn. */
  chooseDrawn(): void {
    this.close();
    if (this.plain) this.togglePlain(); // without colours there would be nothing to choose among
    this.parts.drawing.show(this.parts.toolbar.bar.getBoundingClientRect());
  }

  answer(yes: boolean): void {
    if (yes) this.parts.proposing.accept();
    else this.parts.proposing.reject();
  }

  stepProposal(by: 1 | -1): void {
    this.parts.proposing.step(by);
  }

  toggleProposals(): void {
    this.parts.proposing.toggle();
  }

  find(): void {
    this.close();
    this.parts.finding.show(this.parts.toolbar.bar.getBoundingClientRect());
  }

  findStep(by: 1 | -1): void {
    this.parts.finding.step(by);
  }

  help(): void {
    if (this.parts.popover.open) return this.close();
    this.parts.popover.show("Keys", [help()], this.parts.toolbar.bar.getBoundingClientRect());
    this.parts.popover.panel.querySelector<HTMLElement>(".th-help")?.focus({ preventScroll: true });
  }

  /** Have the page offer the turn of the chosen words, the caret or the open passage to be corrected. */
  correct(): void {
    const { selection, surface, hand, desk } = this.parts;
    const open = this.parts.popover.open ? desk.codings.passage(hand.opened.current[0] ?? "") : undefined;
    const here = selection.chosen() ?? selection.caret();
    const at = open?.start ?? (here && surface.positions.toPoints(here.start));
    if (at === null || at === undefined) return this.parts.say("Choose a word of the turn first, by mouse or by arrow keys.");
    this.close();
    this.parts.correct(at);
  }
}
