// Choose a code by typing its name, by digit, or make a new one in place.
import { button, element, line } from "./dom";
import { newId } from "./operations";
import type { Popover } from "./popover";
import { followed, rank, type Choice } from "./ranking";
import type { Code } from "./types";

export interface PickerEvents {
  /** Ids of codes, the one used last first. */
  recent(): readonly string[];
  chosen(choice: Choice): void;
  inVivo(): void;
}

const GONE = "The code that was marked here was merged, retired or removed meanwhile. Choose another.";

export class Picker {
  private readonly field = element("input", "ts-control th-field");
  private readonly list = element("ul", "th-choices");
  private readonly explanation = element("p", "th-definition");
  private readonly ownWords = button("These words themselves", () => this.events.inVivo(), "th-own");
  private choices: Choice[] = [];
  private active = 0;

  constructor(
    private readonly popover: Popover,
    private readonly codes: ReadonlyMap<string, Code>,
    private readonly events: PickerEvents,
  ) {
    this.list.id = `th-choices-${newId()}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Codes");
    const { field } = this;
    field.type = "text";
    field.autocomplete = "off";
    field.spellcheck = false;
    field.maxLength = 200;
    field.placeholder = "Type a code, or press 0 to 9";
    const attributes = { role: "combobox", "aria-label": "Code", "aria-expanded": "true", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
    field.setAttribute("aria-controls", this.list.id);
    this.ownWords.title = "Make a code that is called what these words say (0)";
    this.ownWords.append(element("kbd", "", "0"));
    this.ownWords.addEventListener("mousedown", (event) => event.preventDefault()); // the words keep their selection
    field.addEventListener("input", () => this.fill());
  }

  get open(): boolean {
    return this.popover.open && this.popover.holds(this.field);
  }

  get empty(): boolean {
    return !this.field.value;
  }

  show(near: DOMRect, focus: boolean): void {
    this.field.value = "";
    const content = [this.field, this.list, this.explanation, this.ownWords];
    this.popover.show("Give these words a code", content, near);
    this.fill();
    this.popover.show("Give these words a code", content, near); // now with its height
    if (focus) this.field.focus({ preventScroll: true });
  }

  /** A letter pressed while the words still have the focus goes into the field. */
  type(letter: string): void {
    this.field.focus({ preventScroll: true });
    this.field.value += letter;
    this.fill();
  }

  step(by: 1 | -1): void {
    this.active = Math.max(0, Math.min(this.choices.length - 1, this.active + by));
    this.mark();
  }

  choose(): void {
    const choice = this.choices[this.active];
    if (choice) this.events.chosen(choice);
  }

  /** Follow what became of the codes while the list is open: what was typed stays, and the marked row, if it is one still. */
  refresh(): void {
    if (!this.open) return;
    const marked = this.choices[this.active];
    this.choices = rank(this.codes.values(), this.field.value, this.events.recent());
    if (marked) ({ choices: this.choices, active: this.active } = followed(marked, this.choices, this.codes));
    this.draw();
  }

  private fill(): void {
    this.choices = rank(this.codes.values(), this.field.value, this.events.recent());
    this.active = 0;
    this.draw();
  }

  private draw(): void {
    const recent = this.events.recent();
    this.ownWords.hidden = !this.empty;
    this.list.replaceChildren(...this.choices.map((choice, nth) => this.item(choice, nth, recent)));
    if (!this.choices.length) this.list.append(element("li", "th-none", "No codes yet. Type a name to make the first."));
    this.mark();
  }

  private item(choice: Choice, nth: number, recent: readonly string[]): HTMLElement {
    const item = element("li", "th-choice");
    item.id = `${this.list.id}-${nth}`;
    item.setAttribute("role", "option");
    const swatch = element("i", choice.code ? "th-swatch" : "th-swatch th-new");
    if (choice.code) swatch.style.background = line(choice.code.colour);
    const name = element("span", "th-name", choice.code ? choice.code.name : `New code “${choice.create}”`);
    item.append(swatch, name);
    const parents = choice.code?.path.split(" > ").slice(0, -1).join(" > ");
    if (parents) name.append(element("small", "th-path", parents));
    const digit = this.empty && choice.code ? recent.indexOf(choice.code.id) : -1;
    if (digit >= 0 && digit < 9) item.append(element("kbd", "", String(digit + 1)));
    item.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the words keep their selection
      this.events.chosen(choice);
    });
    return item;
  }

  private mark(): void {
    [...this.list.children].forEach((item, nth) => item.setAttribute("aria-selected", String(nth === this.active)));
    const item = this.choices[this.active] && this.list.children[this.active];
    if (item) this.field.setAttribute("aria-activedescendant", item.id);
    else this.field.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
    this.explanation.textContent = this.active < 0 ? GONE : this.choices[this.active]?.code?.definition ?? "";
  }
}
