// One side of a split: a list in which keys go up and down, and send a quotation over.
import { count, element, setWords } from "../reader/dom";
import type { Quotation } from "./types";

let made = 0;

export class Side {
  readonly root = element("section", "tw-side");
  readonly list = element("div", "tw-list");
  private readonly head = element("h4", "tw-head");
  private readonly prefix = `tw-${++made}`;
  private shown: Quotation[] = [];
  private active = 0;

  constructor(private readonly way: "left" | "right", private readonly send: (id: string) => void, private readonly over: () => void) {
    this.list.tabIndex = 0;
    this.root.append(this.head, this.list);
    this.list.addEventListener("keydown", (event) => this.key(event));
  }

  show(name: string, quotations: Quotation[]): void {
    this.shown = quotations;
    this.active = Math.max(0, Math.min(quotations.length - 1, this.active));
    setWords(this.head, `${name} (${count(quotations.length, "quotation")})`);
    this.list.setAttribute("role", quotations.length ? "listbox" : "group"); // a listbox needs options
    this.list.setAttribute("aria-label", name);
    this.list.replaceChildren(
      ...quotations.map((one, nth) => {
        const item = element("div", "tw-item");
        item.id = `${this.prefix}-${nth}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(nth === this.active));
        // For the mouse alone: an option holds nothing that can be pressed, and keys send it from the list.
        const send = element("span", "ts-control tw-send", this.way === "left" ? "→" : "←");
        send.setAttribute("aria-hidden", "true");
        send.title = this.way === "left" ? "To the right" : "To the left";
        send.addEventListener("click", () => this.send(one.id));
        const said = element("div", "tw-said");
        said.append(element("p", "tw-words", one.words), element("p", "tw-who", [one.who, `coded by ${one.coder}`].filter(Boolean).join(", ")));
        item.append(...(this.way === "left" ? [said, send] : [send, said]));
        item.addEventListener("click", () => this.go(nth));
        return item;
      }),
    );
    if (!quotations.length) this.list.append(element("p", "tw-none", "Nothing here yet."));
    this.mark();
  }

  private go(nth: number): void {
    this.active = Math.max(0, Math.min(this.shown.length - 1, nth));
    this.mark();
  }

  private mark(): void {
    [...this.list.children].forEach((item, nth) => item.setAttribute("aria-selected", String(nth === this.active && this.shown.length > 0)));
    if (this.shown.length) this.list.setAttribute("aria-activedescendant", `${this.prefix}-${this.active}`);
    else {
      this.list.removeAttribute("aria-activedescendant");
      this.list.firstElementChild?.removeAttribute("aria-selected");
    }
    this.list.children[this.active]?.scrollIntoView({ block: "nearest" });
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const away = this.way === "left" ? "ArrowRight" : "ArrowLeft";
    const back = this.way === "left" ? "ArrowLeft" : "ArrowRight";
    const keys: Record<string, () => void> = {
      ArrowDown: () => this.go(this.active + 1),
      ArrowUp: () => this.go(this.active - 1),
      Home: () => this.go(0),
      End: () => this.go(this.shown.length - 1),
      [away]: () => this.shown[this.active] && this.send(this.shown[this.active]!.id),
      [back]: () => this.over(),
      " ": () => this.shown[this.active] && this.send(this.shown[this.active]!.id),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
