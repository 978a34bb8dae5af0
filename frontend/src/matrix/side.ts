// What stands beside the matrix: the cell that is looked at, who wrote it, and the quotations that are in it.
import { button, clock, element, moment } from "../reader/dom";
import { found, words } from "./cell";
import type { Key, Sheet } from "./sheet";
import type { Quotation, State } from "./types";
import { numbered } from "./words";

export interface SideEvents {
  write(): void;
  /** Put a quotation's number into what is being written. */
  put(number: number): void;
  draft(): void;
  keep(): void;
  /** Let the words of one's own that were not saved stand, or give them up. */
  settle(stands: "mine" | "both" | "theirs"): void;
  read(quotation: Quotation): void;
  /** What the cell said before, the newest first. */
  states(): Promise<State[]>;
}

export interface Looked {
  key: Key;
  row: string;
  column: string;
}

export class Side {
  readonly root = element("section", "tx-side");
  private readonly state = element("div", "tx-told");
  private readonly list = element("ol", "tx-quotations");
  private shown: Quotation[] = [];

  constructor(private readonly sheet: Sheet, private readonly dates: () => string, private readonly events: SideEvents) {
    this.root.setAttribute("aria-label", "The cell");
    this.root.append(this.state, this.list);
  }

  /** Show a cell; its quotations come when the server has told them. */
  show(cell: Looked, writing: boolean): void {
    const { sheet, events } = this;
    const summary = sheet.summary(cell.key);
    const quotations = sheet.quotations(cell.key);
    const made: Node[] = [element("h3", "tx-title", `${cell.row}: ${cell.column}`)];
    made.push(element("p", "tx-hint", found(quotations, sheet.looked(cell.key))));
    if (summary) {
      const who = summary.by ? `Written by ${summary.by}, ${moment(summary.at, this.dates())}` : "";
      made.push(element("p", "tx-hint", summary.draft ? "A draft, drawn together from the quotations by the machine: it counts once you keep it." : who));
    }
    const mine = writing ? null : sheet.drafts.get(cell.key);
    if (mine !== null && !sheet.isOnItsWay(cell.key)) made.push(this.unsaved(mine, quotations, Boolean(summary)));
    const actions = element("div", "tx-actions");
    if (!sheet.readOnly) {
      if (!writing) actions.append(button(summary ? "Change it (Enter)" : "Write here (Enter)", () => events.write()));
      if (summary?.draft) actions.append(button("Keep the draft", () => events.keep()));
      if (!summary && quotations.length && !writing) actions.append(button("Draft from its quotations", () => events.draft()));
    }
    if (writing) actions.append(element("p", "tx-hint", "Esc leaves and saves; Alt and a number puts a quotation's number in."));
    this.state.replaceChildren(...made, actions, ...(summary && !writing ? [this.earlier(cell.key)] : []));
    this.root.classList.toggle("tx-writing", writing);
    this.list.hidden = !this.linked(cell.key).length;
  }

  /** The ids of the quotations that a cell shows, as they are numbered. */
  linked(key: Key): string[] {
    return numbered(this.sheet.quotations(key), this.sheet.summary(key)?.text ?? "");
  }

  quotations(shown: Quotation[], ids: readonly string[]): void {
    this.shown = shown;
    this.list.replaceChildren(...ids.map((id, nth) => this.quotation(id, nth + 1)));
    this.list.hidden = !ids.length;
  }

  private quotation(id: string, number: number): HTMLElement {
    const made = element("li", "tx-quotation");
    made.value = number;
    const told = this.shown.find((one) => one.id === id);
    if (!told) {
      made.append(element("p", "tx-said", "This quotation is no longer here."));
      return made;
    }
    const said = element("p", "tx-said", `“${told.words}”`);
    said.dir = "auto";
    const where = [told.by, told.title, clock(told.seconds)].filter(Boolean).join(", ");
    const actions = element("div", "tx-actions");
    const puts = button(`Insert [${number}] in your text`, () => this.events.put(number));
    puts.disabled = this.sheet.readOnly;
    puts.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays where it is
    const reads = button("Read it there", () => this.events.read(told));
    reads.setAttribute("aria-label", `Read it there: quotation ${number}`);
    actions.append(puts, reads);
    made.append(said, element("p", "tx-hint", where), actions);
    return made;
  }

  /** Earlier versions, asked for when they are opened. */
  private earlier(key: Key): HTMLElement {
    const made = element("details", "tx-earlier");
    made.append(element("summary", "", "Versions: who wrote what, and when"));
    made.addEventListener("toggle", () => {
      if (!made.open || made.childElementCount > 1) return;
      void this.events.states().then((states) => {
        for (const { by, at, text, draft } of states) {
          const who = `${by}, ${moment(at, this.dates())}${draft ? ", a draft" : ""}`;
          const said = words({ text, version: "", draft, by, at, sentences: null }, this.sheet.quotations(key));
          made.append(element("p", "tx-hint", who), said);
        }
      });
    });
    return made;
  }

  private unsaved(mine: string, quotations: readonly string[], stands: boolean): HTMLElement {
    const made = element("div", "tx-unsaved");
    made.append(element("p", "tx-strong", "Your words, not saved:"));
    made.append(words({ text: mine, version: "", draft: false, by: "", at: "", sentences: null }, quotations));
    const actions = element("div", "tx-actions");
    actions.append(button("Save mine", () => this.events.settle("mine")));
    if (stands) actions.append(button("Save both", () => this.events.settle("both")));
    actions.append(button(stands ? "Leave what stands" : "Give them up", () => this.events.settle("theirs")));
    made.append(actions);
    return made;
  }
}
