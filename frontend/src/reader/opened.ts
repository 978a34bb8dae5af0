// The passage that is open: its card, its outline in the text, and what its keys do.
import { card, type CardFacts } from "./card";
import type { Passage } from "./codings";
import type { Desk } from "./desk";
import { begin } from "./notes";
import { newId } from "./operations";
import type { Popover } from "./popover";
import type { Surface } from "./surface";
import { stretchByLetter } from "./letters";
import { stretch, stretchUnits } from "./words";

export interface OpenedEvents {
  addCode(passage: Passage, near: DOMRect): void;
  close(): void;
  say(words: string): void;
}

export class Opened {
  /** The quotations of the open card; once it is closed, those of the last one. */
  current: string[] = [];
  /** Whether the card is open now. */
  shown = false;
  private near = new DOMRect();
  private outlined: HTMLElement[] = [];
  /** Whether what is done right now was asked for by the card itself. */
  private acting = false;

  constructor(
    private readonly desk: Desk,
    private readonly surface: Surface,
    private readonly popover: Popover,
    private readonly events: OpenedEvents,
  ) {}

  show(quotations: readonly string[], near: DOMRect): void {
    const { desk, events } = this;
    const passages = quotations.flatMap((id) => desk.codings.passage(id) ?? []);
    if (!passages.length) return events.close();
    this.near = near;
    this.current = passages.map(({ id }) => id);
    this.shown = true;
    const facts: CardFacts = {
      codes: desk.codes,
      coders: desk.coders,
      me: desk.me,
      memos: desk.memos,
      drafts: desk.drafts,
      dates: desk.dates,
      older: desk.older,
      words: ({ start, end }) => this.surface.positions.slice(start, end),
    };
    const content = card(passages, facts, {
      remove: ({ id }) => this.then(() => desk.act({ kind: "uncode", codings: [id] })),
      setValence: ({ id }, valence) => this.then(() => desk.act({ kind: "valence", coding: id, valence })),
      markRead: (codings) => this.then(() => desk.act({ kind: "read", codings: codings.map(({ id }) => id) })),
      confirm: (coding) => this.then(() => desk.confirm(coding)),
      deleteQuotation: (passage) => this.then(() => desk.deleteQuotation(passage)),
      moveEnd: (passage, which, by) => this.moveEndOf(passage, which, by),
      begin: (passage) => this.write(passage),
      write: ({ id }, words) => this.then(() => desk.act({ kind: "memo", memo: newId(), quotation: id, words })),
      change: ({ id, quotation, text }, words) =>
        this.then(() => desk.act({ kind: "change memo", memo: id, quotation, was: text, words })),
      again: () => this.then(() => {}),
      addCode: (passage) => events.addCode(passage, near),
    });
    this.popover.show("Codes on this passage", content, near);
    this.outline(this.current);
  }

  /** Begin a memo on the open passage. */
  writeHere(): void {
    const passage = this.passage();
    if (passage) this.write(passage);
  }

  /** Show the open card as things are now, unless somebody is writing in it. */
  refresh(): void {
    if (this.shown && !this.acting && !(document.activeElement instanceof HTMLTextAreaElement)) this.then(() => {});
  }

  /** The card is gone from the page. */
  hidden(): void {
    this.shown = false;
    this.outline([]);
  }

  deleteHere(): void {
    const passage = this.passage();
    if (passage && this.isMine(passage)) this.desk.deleteQuotation(passage);
    this.events.close();
    if (passage) this.events.say(this.isMine(passage) ? "Quotation deleted." : "Another coder's quotation stays.");
  }

  /** The passage of the open card that is meant: where the focus is, else the coder's first; none where no card is open. */
  get meant(): Passage | undefined {
    return this.shown ? this.passage() : undefined;
  }

  /** Give the open passage one more code, and show it with that. */
  addTo(act: () => Passage | null): Passage | null {
    let made: Passage | null = null;
    this.then(() => {
      made = act();
      if (made) this.current = [...new Set([...this.current, (made as Passage).id])];
    });
    return made;
  }

  /** Move an end of the open passage by a word or a letter: of the one whose buttons have the focus, else of the coder's first. */
  moveEnd(which: "start" | "end", by: 1 | -1, byLetter: boolean): void {
    const passage = this.passage();
    if (passage) this.moveEndOf(passage, which, by, byLetter);
  }

  private moveEndOf(passage: Passage, which: "start" | "end", by: 1 | -1, byLetter = false): void {
    const { desk, events, surface } = this;
    const { units } = surface;
    if (!this.isMine(passage)) return events.say("Another coder's quotation stays as they chose it.");
    const { positions } = surface;
    const was = { start: positions.toUnits(passage.start), end: positions.toUnits(passage.end) };
    const further = byLetter ? stretchByLetter : stretch;
    const now = units.length ? stretchUnits(units, was, which, by) : further(positions.text, was, which, by);
    if (!now) return events.say(`There is no ${units.length ? "unit" : byLetter ? "letter" : "word"} to move to.`);
    const [start, end] = [positions.toPoints(now.start), positions.toPoints(now.end)];
    if (desk.codings.sameSpan(start, end, desk.me)) return events.say("You have a quotation of just these words already.");
    this.then(() => desk.act({ kind: "ends", quotation: passage.id, start, end, text: desk.version }));
  }

  /** Do something to the open passages and show them as they are then, the focus where it was. */
  private then(act: () => void): void {
    const held = this.popover.focused();
    this.acting = true;
    act();
    this.acting = false;
    this.show(this.current, this.near);
    if (held) this.popover.focus(held);
  }

  private write(passage: Passage): void {
    if (this.desk.asksFirst()) return;
    begin(passage, this.desk);
    this.show(this.current, this.near);
    this.popover.focus("Memo");
  }

  private passage(): Passage | undefined {
    const { codings } = this.desk;
    const focused = document.activeElement?.closest<HTMLElement>(".th-passage")?.dataset["passage"];
    const passages = this.current.flatMap((id) => codings.passage(id) ?? []);
    return passages.find(({ id }) => id === focused) ?? passages.find((passage) => this.isMine(passage)) ?? passages[0];
  }

  private isMine({ codings }: Passage): boolean {
    return codings.every(({ coder }) => coder === this.desk.me);
  }

  private outline(quotations: readonly string[]): void {
    for (const mark of this.outlined) mark.classList.remove("th-on");
    this.outlined = quotations.flatMap((id) => this.surface.marks(id));
    for (const mark of this.outlined) mark.classList.add("th-on");
  }
}
