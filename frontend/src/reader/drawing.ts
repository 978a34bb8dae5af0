// The list in which it is chosen whose codings and which codes are drawn, and the line that says what is not.
import type { Codings } from "./codings";
import { button, colour, element, setWords } from "./dom";
import { Drawn, type By, type Shown } from "./drawn";
import type { Popover } from "./popover";
import type { Code, Coding } from "./types";

/** What of the desk is looked at. */
export interface DrawingFacts {
  readonly codings: Codings;
  readonly codes: ReadonlyMap<string, Code>;
  readonly coders: ReadonlyMap<string, string>;
  readonly me: string;
}

interface Line {
  id: string;
  name: string;
  n: number;
  colour?: string;
}

export class Drawing {
  /** What is not drawn, said as long as anything is not. */
  readonly bar = element("div", "th-undrawn");
  private readonly words = element("span", "th-undrawn-words");

  constructor(
    private readonly facts: DrawingFacts,
    private readonly drawn: Drawn,
    private readonly popover: Popover,
    /** Lines and stripes are others now. */
    private readonly changed: () => void,
    choose: () => void,
  ) {
    this.bar.hidden = true;
    this.words.setAttribute("role", "status");
    const all = () => this.change(() => drawn.drawAll());
    this.bar.append(this.words, button("Choose", choose), button("Draw all", all));
  }

  get shown(): Shown {
    return this.drawn.of(this.facts.codings);
  }

  /** Say what of the codings that are here is not drawn. */
  tell(): void {
    const told = this.drawn.told(this.facts.codings.all());
    setWords(this.words, told);
    this.bar.hidden = !told;
  }

  /** Show the list, beside what opened it. */
  show(near: DOMRect): void {
    const { codings, coders, codes, me } = this.facts;
    const every = codings.all();
    const byCoder = lines(every, "coder", (id) => (id === me ? `${coders.get(id) ?? ""} (you)` : (coders.get(id) ?? "")));
    const byCode = lines(every, "code", (id) => codes.get(id)?.path ?? "…").map((line) => ({ ...line, colour: codes.get(line.id)?.colour ?? "" }));
    const content = element("div", "th-drawing");
    if (!every.length) content.append(element("p", "th-hint", "Nothing is coded here yet."));
    if (byCoder.length > 1) content.append(this.group("Whose codings are drawn", "coder", byCoder));
    if (byCode.length) content.append(this.group("Which codes are drawn", "code", byCode));
    this.popover.show("Which codings are drawn", [content], near);
    this.popover.focus();
  }

  private group(title: string, by: By, lines: readonly Line[]): HTMLElement {
    const made = element("fieldset", "th-drawn-group");
    const boxes = lines.map((line) => this.box(by, line));
    const set = (drawn: boolean) => () => {
      this.change(() => this.drawn.set(by, lines.map(({ id }) => id), drawn));
      for (const { input } of boxes) input.checked = drawn;
    };
    const both = element("span", "th-drawn-all");
    both.append(button("All", set(true)), button("None", set(false)));
    made.append(element("legend", "", title), both, ...boxes.map(({ label }) => label));
    return made;
  }

  private box(by: By, { id, name, n, colour: drawnIn }: Line): { label: HTMLElement; input: HTMLInputElement } {
    const label = element("label", "th-drawn-line");
    const input = element("input");
    input.type = "checkbox";
    input.checked = !this.drawn.hides(by, id);
    input.addEventListener("change", () => this.change(() => this.drawn.set(by, [id], input.checked)));
    label.append(input);
    if (drawnIn !== undefined) {
      const swatch = element("i", "th-swatch");
      swatch.style.background = colour(drawnIn);
      label.append(swatch);
    }
    label.append(element("span", "th-name", name), element("span", "th-drawn-n", String(n)));
    return { label, input };
  }

  private change(act: () => void): void {
    act();
    this.tell();
    this.changed();
  }
}

/** Who or what codings are of, by name, with how many there are. */
function lines(codings: readonly Coding[], by: By, nameOf: (id: string) => string): Line[] {
  const n = new Map<string, number>();
  for (const coding of codings) n.set(coding[by], (n.get(coding[by]) ?? 0) + 1);
  return [...n].map(([id, many]) => ({ id, name: nameOf(id), n: many })).sort((one, other) => one.name.localeCompare(other.name));
}
