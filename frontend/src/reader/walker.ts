// Going from place to place: next and previous of what the toolbar says.
import type { Desk } from "./desk";
import type { Hand } from "./hand";
import type { Selection } from "./selection";
import type { Surface } from "./surface";
import type { Question } from "./types";
import { EVERY, nextStop, walks, type Stop, type Walk } from "./walk";

export class Walker {
  /** Which kind of place is gone to. */
  key = EVERY;
  /** Where the caret stood when a passage was gone to last: once it moves on, it says where the reader is. */
  private caretThen: number | null = null;
  /** What else there is to go along. */
  more: () => Walk[] = () => [];

  constructor(
    private readonly desk: Desk,
    private readonly surface: Surface,
    private readonly selection: Selection,
    private readonly hand: Hand,
    private readonly say: (words: string) => void,
  ) {}

  walks(): Walk[] {
    const { codes, codings, coders, me, questions } = this.desk;
    const coded = walks({ passages: codings.inOrder(), codes, coders, me, questions, ask: (question) => this.ask(question) });
    return [...coded, ...this.more()];
  }

  step(by: 1 | -1): void {
    const every = this.walks();
    const walk = every.find(({ key }) => key === this.key) ?? every[0];
    if (!walk?.stops.length) return this.say("No passage is coded yet.");
    if (walk.step) return walk.step(by);
    const here = this.here();
    const drawn = walk.stops.filter(({ id, open }) => open || this.surface.draws(id));
    const stop = nextStop(drawn, here, by);
    if (!stop) return this.say("None of these passages is drawn now; c chooses which are.");
    this.go(stop);
  }

  private go(stop: Stop): void {
    if (stop.open) return stop.open();
    const mark = this.surface.reveal(stop.start, stop.id);
    const near = mark?.getClientRects()[0];
    if (!near) return;
    this.hand.openCard([stop.id], near);
    this.caretThen = this.caret();
  }

  /** Show a question: the caret on its first word, its wording in the guide said. */
  private ask(question: Question): void {
    this.hand.close();
    this.hand.opened.current = [];
    this.surface.reveal(question.start, "");
    const { positions } = this.surface;
    const start = positions.toUnits(question.start);
    this.selection.stand({ start, end: start + 1 });
    this.say(question.proposed ? `${question.words} (proposed, not confirmed)` : question.words);
  }

  /** Where the reader is: at the last passage, else at the caret, else at the top of what is in view. */
  private here(): Pick<Stop, "start" | "end" | "id"> {
    const { codings } = this.desk;
    const { turns } = this.surface;
    const last = codings.passage(this.hand.opened.current[0] ?? "");
    const at = this.caret();
    if (last && (at === null || at === this.caretThen || (last.start <= at && at < last.end))) return last;
    const start = at ?? turns[this.surface.firstInView()]?.[0] ?? 0;
    return { start, end: Infinity, id: "" };
  }

  private caret(): number | null {
    const caret = this.selection.caret();
    return caret && this.surface.positions.toPoints(caret.start);
  }
}
