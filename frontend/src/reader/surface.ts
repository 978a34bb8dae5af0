// The transcript as rows of turns; words are painted when a turn comes near the window.
import { turnAt, type Codings } from "./codings";
import { afterFrame, clock, element } from "./dom";
import { drawMargins } from "./margin";
import { paint } from "./paint";
import { Positions } from "./positions";
import type { Code, Snapshot, Speaker, Turn } from "./types";
import type { Range16 } from "./words";

interface TurnRow {
  row: HTMLElement;
  body: HTMLElement;
  gutter: HTMLElement;
}

export class Surface {
  readonly scroll = element("div", "th-scroll");
  turns: Turn[] = [];
  positions = new Positions("");
  private rows: TurnRow[] = [];
  private readonly near = new Set<number>();
  private readonly painted = new Set<number>();
  /** Turns whose words have changed and whose margins have not yet. */
  private readonly late = new Set<number>();
  private readonly watcher: IntersectionObserver;
  private readonly resized: ResizeObserver;
  private width = 0;

  constructor(private readonly codings: () => Codings, private readonly codes: ReadonlyMap<string, Code>) {
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
  load({ text, turns, speakers }: Snapshot): void {
    const place = this.scroll.scrollTop;
    this.turns = turns;
    this.positions = new Positions(text);
    this.watcher.disconnect();
    this.near.clear();
    this.painted.clear();
    this.late.clear();
    this.rows = turns.map((turn, index) => this.row(turn, index, speakers));
    this.scroll.replaceChildren(...this.rows.map(({ row }) => row));
    this.scroll.scrollTop = place;
    for (const { row } of this.rows) this.watcher.observe(row);
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

  /** All marks of a quotation that are on the page. */
  marks(quotation: string): HTMLElement[] {
    return [...this.scroll.querySelectorAll<HTMLElement>(`.th-mark[data-quotations~="${CSS.escape(quotation)}"]`)];
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
      const index = Number((target as HTMLElement).dataset["turn"]);
      if (!isIntersecting) this.near.delete(index);
      else {
        this.near.add(index);
        if (!this.painted.has(index)) fresh.push(index);
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
      paint(this.rows[index]!.body, this.turns[index]!, this.codings().passagesIn(index), this.positions, this.codes);
    }
  }

  /** Margins are measured on words that are laid out: within the key's own frame that costs a second layout. */
  private drawLate(): void {
    const turns = [...this.late];
    this.late.clear();
    this.drawMargins(turns);
  }

  private drawMargins(turns: readonly number[]): void {
    drawMargins(turns.map((index) => this.rows[index]!), this.codings(), this.codes);
  }

  private onResize(): void {
    if (this.scroll.clientWidth === this.width) return;
    this.width = this.scroll.clientWidth;
    for (const index of [...this.painted]) if (!this.near.has(index)) this.painted.delete(index);
    this.drawMargins([...this.near]);
  }
}
