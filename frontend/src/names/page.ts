// The transcript's words with what was found marked in them. Words are set by textContent alone.
import { element } from "../reader/dom";
import { Positions } from "../reader/positions";
import type { Identifier, Snapshot } from "./types";

const STATES: Record<Identifier["state"], string> = {
  found: "undecided",
  accepted: "to be replaced",
  kept: "stays",
  seen: "marked by you",
};

export class Page {
  readonly scroll = element("div", "tn-scroll");
  private positions = new Positions("");
  private snapshot: Snapshot | null = null;
  private paragraphs: HTMLElement[] = [];
  private drawn: string[] = [];
  private words = "";

  constructor(private readonly choose: (id: string) => void) {
    this.scroll.tabIndex = 0;
    this.scroll.setAttribute("role", "region");
    this.scroll.setAttribute("aria-label", "Transcript");
    this.scroll.addEventListener("click", (event) => {
      const mark = (event.target as Element).closest<HTMLElement>("[data-id]");
      if (mark?.dataset["id"] && document.getSelection()?.isCollapsed !== false) this.choose(mark.dataset["id"]);
    });
  }

  load(snapshot: Snapshot): void {
    const words = JSON.stringify([snapshot.text, snapshot.passages, snapshot.speakers]);
    if (words === this.words) return; // read again, the same words keep their place on the screen
    this.words = words;
    this.snapshot = snapshot;
    this.positions = new Positions(snapshot.text);
    this.drawn = [];
    this.paragraphs = snapshot.passages.map(([start, , speaker, kind], nth) => {
      const turn = element("div", `tn-turn tn-${kind === "heading" ? "heading" : "speech"}`);
      const before = nth ? snapshot.passages[nth - 1] : undefined;
      const who = speaker === null ? "" : (snapshot.speakers[speaker] ?? "");
      const again = before && before[2] === speaker && before[1] === start;
      if (who && !again) turn.append(element("div", "tn-who", who));
      const words = element("p", "tn-words");
      words.dataset["start"] = String(start);
      turn.append(words);
      return turn;
    });
    this.scroll.replaceChildren(...this.paragraphs);
  }

  wordsOf(one: Identifier): string {
    return this.positions.slice(one.start, one.end);
  }

  /** Draw again those passages in which something is other than it was. */
  show(found: readonly Identifier[], current: string | null): void {
    let from = 0;
    this.snapshot?.passages.forEach(([start, end], nth) => {
      while (from < found.length && found[from]!.end <= start) from++;
      const here: Identifier[] = [];
      for (let at = from; at < found.length && found[at]!.start < end; at++) here.push(found[at]!);
      const key = here.map((one) => [one.id, one.start, one.end, one.state, one.pseudonym, one.id === current].join()).join(";");
      if (this.drawn[nth] === key) return;
      this.drawn[nth] = key;
      const words = this.paragraphs[nth]!.querySelector<HTMLElement>(".tn-words")!;
      words.replaceChildren(...this.pieces(start, end, here, current));
    });
  }

  /** Bring a finding into sight, in the middle. */
  reveal(id: string): void {
    const mark = this.scroll.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
    if (!mark) return;
    const { top, height } = mark.getBoundingClientRect();
    const box = this.scroll.getBoundingClientRect();
    const away = top - box.top - (box.height - height) / 2;
    if (top < box.top + box.height * 0.15 || top > box.top + box.height * 0.75) this.scroll.scrollTop += away;
  }

  /** What the person has selected within one passage, in code points; null where nothing. */
  selected(): { start: number; end: number } | null {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const first = this.point(range.startContainer, range.startOffset);
    const last = this.point(range.endContainer, range.endOffset);
    return first === null || last === null || last <= first ? null : { start: first, end: last };
  }

  private pieces(start: number, end: number, here: readonly Identifier[], current: string | null): Node[] {
    const nodes: Node[] = [];
    let at = start;
    for (const one of here) {
      const first = Math.max(one.start, start);
      const last = Math.min(one.end, end);
      if (first > at) nodes.push(document.createTextNode(this.positions.slice(at, first)));
      nodes.push(this.mark(one, first, last, one.id === current));
      at = Math.max(at, last);
    }
    if (at < end) nodes.push(document.createTextNode(this.positions.slice(at, end)));
    return nodes;
  }

  private mark(one: Identifier, start: number, end: number, isCurrent: boolean): HTMLElement {
    const mark = element("mark", "tn-mark", this.positions.slice(start, end));
    mark.dataset["id"] = one.id;
    mark.dataset["state"] = one.replaced ? "replaced" : one.state;
    mark.dataset["pseudonym"] = one.state === "accepted" && !one.replaced ? `[${one.pseudonym}]` : "";
    mark.title = one.replaced ? "replaced" : `${one.kind}, ${STATES[one.state]}`;
    if (isCurrent) mark.setAttribute("aria-current", "true");
    return mark;
  }

  /** The code-point position in the text of a place in the page. */
  private point(node: Node, offset: number): number | null {
    const holder = node instanceof Element ? node : node.parentElement;
    const words = holder?.closest<HTMLElement>(".tn-words");
    if (!words || !this.scroll.contains(words)) return null;
    const range = document.createRange();
    range.setStart(words, 0);
    range.setEnd(node, offset);
    const units = this.positions.toUnits(Number(words.dataset["start"])) + range.toString().length;
    return this.positions.toPoints(units);
  }
}
