// The transcript as rows of turns; words are painted when they come near the window.
import { aboutIn, blocksOf, turnsOf } from "./blocks";
import { turnAt } from "./codings";
import { afterFrame, clock, element } from "./dom";
import type { Shown } from "./drawn";
import { drawMargins } from "./margin";
import { paint } from "./paint";
import { Positions } from "./positions";
import { onPaper } from "./print";
import type { Proposal } from "./proposal";
import { drawOffers, measureOffers } from "./proposalmargin";
import type { Code, Snapshot, Speaker, Turn } from "./types";
import type { Range16 } from "./words";

interface TurnRow {
  row: HTMLElement;
  body: HTMLElement;
  gutter: HTMLElement;
}

/** How many frames it takes at the most until the turns above a place that is scrolled to have their heights. */
const FRAMES_TO_MEASURE = 6;

export class Surface {
  readonly scroll = element("div", "th-scroll");
  turns: Turn[] = [];
  positions = new Positions("");
  /** The units that are coded whole, in code units; none where passages of any length are. */
  units: Range16[] = [];
  private rows: TurnRow[] = [];
  private readonly near = new Set<number>();
  private readonly painted = new Set<number>();
  /** Turns whose words have changed and whose margins have not yet. */
  private readonly late = new Set<number>();
  private readonly watcher: IntersectionObserver;
  private readonly resized: ResizeObserver;
  private width = 0;
  private printing = false;

  constructor(
    private readonly codings: () => Shown,
    private readonly codes: ReadonlyMap<string, Code>,
    /** Whether a quotation bears a memo. */
    private readonly noted: (quotation: string) => boolean,
    private readonly proposals: (turn: number) => readonly Proposal[],
  ) {
    this.scroll.tabIndex = 0;
    this.scroll.setAttribute("role", "region");
    this.scroll.setAttribute("aria-label", "Transcript");
    this.watcher = new IntersectionObserver((entries) => this.seen(entries), { root: this.scroll, rootMargin: "600px 0px" });
    this.resized = new ResizeObserver(() => this.onResize());
    this.resized.observe(this.scroll);
  }

  destroy(): void {
    this.watcher.disconnect();
    this.resized.disconnect();
  }

  /** Show a transcript anew, at the place where the reader was. */
  load({ title, text, turns, speakers, units }: Snapshot): void {
    this.scroll.dataset["title"] = title; // the heading on paper
    const place = this.scroll.scrollTop;
    this.turns = turns;
    this.positions = new Positions(text);
    this.units = units.map(([start, end]) => ({ start: this.positions.toUnits(start), end: this.positions.toUnits(end) }));
    this.watcher.disconnect();
    this.near.clear();
    this.painted.clear();
    this.late.clear();
    this.rows = turns.map((turn, index) => this.row(turn, index, speakers));
    const blocks = blocksOf(this.rows.map(({ row }) => row));
    this.scroll.replaceChildren(...blocks);
    this.scroll.scrollTop = place;
    for (const block of blocks) this.watcher.observe(block);
    const first = aboutIn(turns.length, place, this.scroll.clientHeight);
    for (const index of first) this.painted.add(index);
    this.refresh(first); // not first without their codings, as the watcher sees them a frame later
  }

  /** Paint the given turns again, where they have been painted already: the words at once, the margins a frame later. */
  refresh(turns: Iterable<number>): void {
    const again = [...turns].filter((index) => this.painted.has(index));
    this.paintWords(again);
    if (!this.late.size) afterFrame(() => this.drawLate());
    for (const index of again) this.late.add(index);
  }

  refreshAll(): void {
    const near = [...this.near];
    this.painted.clear();
    this.paint(near);
  }

  /** All words painted, with their codes in the margin as paper has them; afterwards as the screen has them. */
  onPaper(printing: boolean): void {
    const { near } = this;
    this.printing = printing;
    const every = this.rows.keys();
    if (printing) {
      this.paintWords([...every].filter((index) => !this.painted.has(index)));
      this.rows.forEach(({ gutter }, index) => gutter.replaceChildren(...onPaper(this.codings().passagesIn(index), this.codes)));
    } else {
      for (const index of every) if (!near.has(index)) this.painted.delete(index);
      this.drawMargins([...near]);
    }
  }

  /** Bring a code-point position into view with its words painted; returns the mark there, if any. */
  reveal(position: number, quotation: string): HTMLElement | null {
    const index = turnAt(this.turns, position);
    const row = this.rows[index];
    if (!row) return null;
    if (!this.painted.has(index)) this.paint([index]);
    const marks = [...row.body.querySelectorAll<HTMLElement>(".th-mark")];
    const mark = marks.find((one) => one.dataset["quotations"]?.split(" ").includes(quotation)) ?? null;
    (mark ?? row.row).scrollIntoView({ block: "center" });
    return mark;
  }

  /** Let the turns that share nothing with some ranges step back; null brings all of them forward again. */
  pass(ranges: readonly (readonly [start: number, end: number])[] | null): void {
    for (const [index, { row }] of this.rows.entries()) {
      const [first, last] = this.turns[index]!;
      const passes = ranges?.some(([start, end]) => start < last && first < end) ?? true;
      row.classList.toggle("th-passes", ranges !== null && passes);
      row.classList.toggle("th-passed-over", !passes);
    }
  }

  /** Scroll to the turn of a code-point position; what stands around the transcript stays where it is. */
  bring(position: number): void {
    const row = this.rows[turnAt(this.turns, position)]?.row;
    if (!row) return;
    const above = () => row.getBoundingClientRect().top - this.scroll.getBoundingClientRect().top;
    const scroll = () => (this.scroll.scrollTop += above() - this.scroll.clientHeight / 4);
    scroll();
    afterFrame(scroll); // turns on the way are measured only as they come into view
  }

  /** Where the reader is: the position at which the first turn in view begins, and how far its top lies above the frame's, in pixels. */
  get standing(): [position: number, above: number] | null {
    const index = this.firstInView();
    const row = this.rows[index]?.row;
    if (!row || !this.scroll.scrollTop) return null;
    return [this.turns[index]![0], Math.round(this.scroll.getBoundingClientRect().top - row.getBoundingClientRect().top)];
  }

  /** Go back to where a reader was. */
  standAgain([position, above]: readonly [number, number]): void {
    const row = this.rows[turnAt(this.turns, position)]?.row;
    if (!row) return;
    const scroll = (more: number): void => {
      this.scroll.scrollTop += row.getBoundingClientRect().top - this.scroll.getBoundingClientRect().top + above;
      if (more) afterFrame(() => scroll(more - 1)); // turns above are measured only as they come into view
    };
    scroll(FRAMES_TO_MEASURE);
  }

  /** Whether a quotation's line and stripe are drawn where it stands. */
  draws(quotation: string): boolean {
    return this.codings().passage(quotation) !== undefined;
  }

  /** All marks of a quotation that are on the page. */
  marks(quotation: string): HTMLElement[] {
    return [...this.scroll.querySelectorAll<HTMLElement>(`.th-mark[data-quotations~="${CSS.escape(quotation)}"]`)];
  }

  /** All that stands on the page of a suggestion's words. */
  offers(proposal: string): HTMLElement[] {
    return [...this.scroll.querySelectorAll<HTMLElement>(`[data-proposal="${CSS.escape(proposal)}"]`)];
  }

  /** The first words of a suggestion, painted, and brought into view where they are out of it; null where it has none. */
  revealOffer(position: number, proposal: string): HTMLElement | null {
    const index = turnAt(this.turns, position);
    if (this.rows[index] && !this.painted.has(index)) this.paint([index]);
    const shown = this.offers(proposal)[0] ?? null;
    if (shown && !this.inView(shown)) shown.scrollIntoView({ block: "center" });
    return shown;
  }

  inView(shown: HTMLElement): boolean {
    const [box, frame] = [shown.getBoundingClientRect(), this.scroll.getBoundingClientRect()];
    return box.top >= frame.top && box.bottom <= frame.bottom;
  }

  /** The index of the first turn in view. */
  firstInView(): number {
    const top = this.scroll.getBoundingClientRect().top;
    const nearest = [...this.near].sort((one, other) => one - other);
    return nearest.find((index) => this.rows[index]!.row.getBoundingClientRect().bottom > top + 8) ?? 0;
  }

  /** A DOM range over code units of the text; null where the turn is not there. */
  range({ start, end }: Range16): Range | null {
    const range = document.createRange();
    const from = this.node(start, false);
    const to = this.node(end, true);
    if (!from || !to) return null;
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  /** The code-unit position of a place in the page; null outside the transcript. */
  unit(node: Node, offset: number): number | null {
    const holder = node instanceof Element ? node : node.parentElement;
    const row = holder?.closest<HTMLElement>(".th-turn");
    if (!row || !this.scroll.contains(row)) return null;
    const index = Number(row.dataset["turn"]);
    const turn = this.turns[index];
    const body = this.rows[index]?.body;
    if (!turn || !body) return null;
    const [first, last] = [this.positions.toUnits(turn[0]), this.positions.toUnits(turn[1])];
    if (!body.contains(node)) {
      const after = body.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
      return after || (node === row && offset > 1) ? last : first;
    }
    const before = document.createRange();
    before.setStart(body, 0);
    before.setEnd(node, offset);
    return first + before.toString().length;
  }

  /** The index of the turn that holds a code-unit position. */
  turnOf(unit: number): number {
    return turnAt(this.turns, this.positions.toPoints(unit));
  }

  private node(unit: number, atEnd: boolean): [Node, number] | null {
    const index = turnAt(this.turns, this.positions.toPoints(unit) - (atEnd ? 1 : 0));
    const turn = this.turns[index];
    const body = this.rows[index]?.body;
    if (!turn || !body) return null;
    let left = unit - this.positions.toUnits(turn[0]);
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      if (left < node.length || (atEnd && left === node.length)) return [node, left];
      left -= node.length;
    }
    return [body, body.childNodes.length];
  }

  private row(turn: Turn, index: number, speakers: readonly Speaker[]): TurnRow {
    const [start, end, speakerIndex, kind, seconds] = turn;
    const speaker = speakerIndex === null ? undefined : speakers[speakerIndex];
    const row = element("div", `th-turn th-${kind}${speaker?.role === "interviewer" ? " th-interviewer" : ""}`);
    row.dataset["turn"] = String(index);
    const meta = element("div", "th-meta");
    if (speaker) meta.append(element("b", "", speaker.case ?? (speaker.role === "interviewer" ? "Interviewer" : speaker.label)));
    if (speaker?.attribution) meta.append(element("span", "th-attribution", speaker.attribution));
    if (seconds !== null) meta.append(element("span", "th-time", clock(seconds)));
    const body = element("div", "th-body", this.positions.slice(start, end));
    body.dir = "auto";
    const gutter = element("div", "th-gutter");
    row.append(meta, body, gutter);
    return { row, body, gutter };
  }

  private seen(entries: readonly IntersectionObserverEntry[]): void {
    const fresh: number[] = [];
    for (const { target, isIntersecting } of entries) {
      for (const index of turnsOf(target as HTMLElement)) {
        if (isIntersecting) this.near.add(index);
        else this.near.delete(index);
        if (isIntersecting && !this.painted.has(index)) fresh.push(index);
      }
    }
    this.paint(fresh);
  }

  private paint(turns: readonly number[]): void {
    this.paintWords(turns);
    this.drawMargins(turns);
  }

  private paintWords(turns: readonly number[]): void {
    for (const index of turns) {
      this.painted.add(index);
      paint(this.rows[index]!.body, this.turns[index]!, this.codings().passagesIn(index), this.positions, this.codes, this.proposals(index));
    }
  }

  /** Margins are measured on words that are laid out: within the key's own frame that costs a second layout. */
  private drawLate(): void {
    const turns = [...this.late];
    this.late.clear();
    this.drawMargins(turns);
  }

  private drawMargins(turns: readonly number[]): void {
    if (this.printing) return; // paper has no pixels to measure
    const offered = turns.map((index) => measureOffers(this.rows[index]!, this.proposals(index)));
    drawMargins(turns.map((index) => this.rows[index]!), this.codings(), this.codes, this.noted);
    offered.forEach(({ offers, room }, nth) => drawOffers(this.rows[turns[nth]!]!.gutter, offers, room, this.codes));
  }

  private onResize(): void {
    if (this.printing || this.scroll.clientWidth === this.width) return;
    this.width = this.scroll.clientWidth;
    for (const index of [...this.painted]) if (!this.near.has(index)) this.painted.delete(index);
    this.drawMargins([...this.near]);
  }
}
