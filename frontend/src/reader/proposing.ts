// Suggestions in the text: had from the server behind all else, gone to, accepted and rejected by one key each.
import type { Desk } from "./desk";
import { moved, Proposals, type Proposal } from "./proposal";
import { proposalCard } from "./proposalcard";
import { Strip, said, type StripState } from "./proposalstrip";
import type { Popover } from "./popover";
import type { Selection } from "./selection";
import type { Surface } from "./surface";
import type { Snapshot } from "./types";
import { nextStop, type Walk } from "./walk";

/** After the words are painted, before the server is asked. */
const AFTER_PAINT_MS = 300;
/** After an answer: its likes are to sink at once. */
const SOON_MS = 60;
/** After anything else that was done, here or elsewhere: learning anew takes a computer half a second. */
const LATER_MS = 700;
/** Who codes on and on sees new ones after so long at the latest: until there is a pause, keys have the computer. */
const LATEST_MS = 5_000;
const YOUR_WISH = "Suggestions are hidden, as you chose.";

export interface ProposingEvents {
  close(): void;
  say(words: string): void;
  repaint(turns: Iterable<number>): void;
  /** The person wants suggestions shown or hidden, here and on other pages. */
  choose(shown: boolean): void;
}

export class Proposing {
  readonly strip: Strip;
  private proposals = new Proposals([]);
  private state: StripState = { kind: "looking" };
  /** The last that was opened; its card may be closed since. */
  private current: Proposal | null = null;
  private card: HTMLElement | null = null;
  /** How far the log was when the server last told; -1 before. */
  private seq = -1;
  private tookMs = 0;
  /** What stood beside a suggestion that was answered since the server was asked last, and what was said of it. */
  private answered: readonly Proposal[] | null = null;
  private said = "";
  /** Where the caret stood when a suggestion was opened last: once it moves on, it says where the reader is. */
  private caretThen: number | null = null;
  private busy = false;
  /** The last that the server said of why nothing is shown: newer than what it is still learning. */
  private hidden = { seq: -1, hidden: "" };
  private asking = false;
  private checking: ReturnType<typeof setTimeout> | undefined;
  /** Whether the person had read the transcript when it was asked last: with that goes what is shown. */
  private read: boolean | undefined;
  private ended = false;
  private loadedOnce = false;
  private due = Infinity;
  /** How far that may be put off by what is done meanwhile; 0 where it may not. */
  private latest = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly desk: Desk,
    private readonly surface: Surface,
    private readonly selection: Selection,
    private readonly popover: Popover,
    /** What the person chose in this session; null where the study's rule holds. */
    private choice: boolean | null,
    private readonly events: ProposingEvents,
  ) {
    this.strip = new Strip({ step: (by) => this.step(by), toggle: () => this.toggle() });
    if (choice === false) this.show({ kind: "hidden", why: YOUR_WISH });
  }

  in(turn: number): readonly Proposal[] {
    return this.proposals.in(turn);
  }

  get open(): boolean {
    return this.popover.open && this.card?.isConnected === true;
  }

  loaded({ turns }: Snapshot): void {
    this.proposals = new Proposals(turns);
    this.current = null;
    this.seq = -1;
    this.hidden = { seq: -1, hidden: "" };
    this.loadedOnce = true;
    this.ask(AFTER_PAINT_MS);
  }

  /** Take over what was chosen on another page. */
  renew(choice: boolean | null): void {
    if (choice !== this.choice) this.take(choice);
  }

  /** Ask again once something was done that the last list does not know; called whenever anything changes. */
  settle(): void {
    if (this.loadedOnce && this.desk.looked.read !== this.read) void this.askIfShown();
    if (this.desk.seq === this.seq) return;
    clearTimeout(this.checking);
    this.checking = setTimeout(() => void this.ifShown(), LATER_MS);
    if (this.answered) this.ask(SOON_MS);
    else if (this.seq < 0) this.ask(AFTER_PAINT_MS);
    else this.askAtPause(Math.max(LATER_MS, 2 * this.tookMs));
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
    clearTimeout(this.checking);
  }

  // --- what a person does

  accept(began = performance.now()): void {
    this.answer(true, began);
  }

  reject(began = performance.now()): void {
    this.answer(false, began);
  }

  /** Go to the next or previous suggestion from the last one, the caret, or what is in view. */
  step(by: 1 | -1): void {
    const stops = this.proposals.all();
    if (!stops.length) return this.events.say(said(this.state));
    const next = nextStop(stops, this.here(), by);
    if (next) this.openAt(next.id);
  }

  /** Open the card of a suggestion that stands in the text. */
  openAt(id: string): void {
    const proposal = this.proposals.get(id);
    if (proposal) this.bring(proposal, true);
  }

  /** Outline the words of the open card, again where they were painted anew. */
  outline(): void {
    if (this.open && this.current) for (const one of this.surface.offers(this.current.id)) one.classList.add("th-on");
  }

  toggle(): void {
    const shown = this.state.kind === "hidden";
    this.take(shown);
    this.events.choose(shown);
  }

  /** Suggestions as something to walk along, beside what is coded. */
  walks(): Walk[] {
    const stops = this.proposals.all().map(({ id, start, end }) => ({ id, start, end }));
    return stops.length ? [{ key: "suggestions", group: "", name: "suggestions", stops, step: (by) => this.step(by) }] : [];
  }

  // ---

  private take(choice: boolean | null): void {
    this.choice = choice;
    this.seq = -1;
    if (this.open) this.events.close();
    this.events.repaint(this.proposals.take([]));
    if (choice === false) this.show({ kind: "hidden", why: YOUR_WISH });
    else {
      this.show({ kind: "looking" });
      this.ask(0);
    }
  }

  private answer(yes: boolean, began: number): void {
    const proposal = this.open ? this.current : null;
    if (!proposal) return this.step(1); // nothing is decided that is not looked at
    if (this.desk.asksFirst()) return;
    const name = this.desk.codes.get(proposal.code)?.name ?? "";
    this.events.close();
    const touched = this.proposals.answer(proposal);
    this.show({ kind: "shown", proposals: this.proposals.all() });
    this.answered = this.proposals.all();
    this.desk.answerSuggestion(proposal, yes, began);
    this.events.repaint(touched);
    const next = nextStop(this.proposals.all(), proposal, 1);
    const [there] = next ? this.surface.offers(next.id) : [];
    // What is out of sight stays there: who reads is not taken away from the place.
    if (next && there && this.surface.inView(there)) this.bring(this.proposals.get(next.id)!, false);
    this.said = yes ? `Accepted: ${name}.` : `Not this, kept: ${name}.`;
    this.events.say(this.said);
  }

  /** Open the card of a suggestion, brought into view and said where it was gone to. */
  private bring(proposal: Proposal, gone: boolean): void {
    const { desk, surface } = this;
    const mark = surface.revealOffer(proposal.start, proposal.id);
    if (!mark) return;
    this.events.close();
    this.current = proposal;
    this.caretThen = this.caret();
    const code = desk.codes.get(proposal.code);
    this.card = proposalCard(proposal, code, {
      accept: () => this.accept(),
      reject: () => this.reject(),
      next: () => this.step(1),
    });
    this.popover.show("Suggestion", [this.card], mark.getBoundingClientRect());
    this.outline();
    if (gone) this.events.say(`Suggested: ${code?.name ?? ""}, ${proposal.sureness}`);
  }

  private here(): Proposal | { start: number; end: number; id: string } {
    const at = this.caret();
    if (this.current && (at === this.caretThen || this.open)) return this.current;
    return { start: at ?? this.surface.turns[this.surface.firstInView()]?.[0] ?? 0, end: Infinity, id: "" };
  }

  private caret(): number | null {
    const caret = this.selection.caret();
    return caret && this.surface.positions.toPoints(caret.start);
  }

  private show(state: StripState): void {
    this.state = state;
    this.strip.show(state);
  }

  /** Ask the server in a while, sooner if that was planned for later. */
  private ask(inMs: number): void {
    if (this.choice === false || !this.loadedOnce) return;
    const due = performance.now() + inMs;
    if (due < this.due) this.plan(due, 0);
  }

  /** Ask once nothing was done for so long. */
  private askAtPause(inMs: number): void {
    if (this.choice === false || !this.loadedOnce) return;
    const due = performance.now() + inMs;
    if (this.due === Infinity) this.plan(due, due + Math.max(LATEST_MS, inMs));
    else if (due <= this.latest) this.plan(due, this.latest);
  }

  private plan(due: number, latest: number): void {
    clearTimeout(this.timer);
    [this.due, this.latest] = [due, latest];
    this.timer = setTimeout(() => void this.fetch(), due - performance.now());
  }

  /** Whether something is done that the server is to know first; then `settle` asks. */
  private get early(): boolean {
    return Boolean(this.desk.outbox.size) || this.desk.state !== "saved";
  }

  /** Ask whether suggestions are to be shown now, and for them where they are. */
  private async askIfShown(): Promise<void> {
    if (await this.ifShown()) this.ask(this.seq < 0 ? AFTER_PAINT_MS : SOON_MS);
  }

  /** Ask whether suggestions are to be shown, which is said at once, and say so; false where they are not, or nobody knows. */
  private async ifShown(): Promise<boolean> {
    const { desk, choice } = this;
    if (choice !== null) {
      this.read = desk.looked.read;
      if (choice && this.state.kind !== "shown") this.show({ kind: "learning" });
      return choice;
    }
    if (this.ended || this.asking || this.early) return false;
    this.asking = true;
    const { read } = desk.looked;
    const told = await desk.whyHidden();
    this.asking = false;
    if (this.ended || choice !== this.choice) return false;
    if (!told) {
      this.seq = desk.seq; // without an answer, not before something else happens
      this.show({ kind: "away" });
      return false;
    }
    this.read = read;
    this.hidden = told;
    if (told.hidden) {
      this.seq = told.seq;
      this.answered = null;
      this.hide(told.hidden);
    } else if (this.state.kind !== "shown") this.show({ kind: "learning" });
    if (desk.looked.read !== read) this.settle(); // it was marked meanwhile
    return !told.hidden;
  }

  private hide(why: string): void {
    if (this.open) this.events.close();
    this.events.repaint(this.proposals.take([]));
    this.show({ kind: "hidden", why });
  }

  private async fetch(): Promise<void> {
    this.due = Infinity;
    const { desk } = this;
    if (this.ended || this.busy || this.choice === false) return;
    if (this.early) return;
    if (this.asking) return this.ask(SOON_MS); // whether they are shown: the answer says nothing of what they are
    this.busy = true;
    const shown = await this.ifShown();
    if (!shown || this.early) {
      this.busy = false;
      return;
    }
    const { answered } = this;
    this.answered = null;
    this.proposals.settle();
    const { proposals, choice } = this;
    const began = performance.now();
    const told = await desk.suggestions(choice === true);
    this.tookMs = performance.now() - began;
    this.busy = false;
    if (this.ended) return;
    if (proposals !== this.proposals || choice !== this.choice) return this.ask(0); // another text or wish since
    this.seq = told ? told.seq : desk.seq; // without an answer, not before something else happens
    if (!told) return this.show({ kind: "away" });
    const why = told.seq < this.hidden.seq && choice !== true ? this.hidden.hidden : told.hidden;
    if (why) this.hide(why);
    else {
      this.events.repaint(this.proposals.take(told.suggestions, this.open ? this.current : null));
      this.show({ kind: "shown", proposals: this.proposals.all() });
    }
    const felt = answered && moved(answered, this.proposals.all());
    if (felt && !this.answered) this.events.say(`${this.said} ${felt}`);
    this.settle();
  }
}
