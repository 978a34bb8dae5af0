// The matrix on the page: gone through and written in by keys, shown at once, saved behind, heard from others.
import { Link, type LinkState } from "../kept/link";
import { Outbox } from "../kept/outbox";
import { onWaiting } from "../kept/page";
import { Shelf } from "../kept/shelf";
import { inWords, lookOf, together } from "../kept/words";
import { button, element, isDark, setWords, storage } from "../reader/dom";
import { Drafts } from "../reader/memos";
import { newId } from "../reader/operations";
import { Bell } from "./bell";
import { Editor } from "./editor";
import { Grid, type Place } from "./grid";
import { Narrow } from "./narrow";
import { draftsOf, keyOf, Sheet, type Key } from "./sheet";
import { Side } from "./side";
import type { Answer, Mount, Quotation, Snapshot, State, Wrote } from "./types";
import { numbered } from "./words";

const MESSAGE_MS = 8000;
/** After so long without a word written the page around is drawn again, with its undo. */
const REST_MS = 1500;
/** Others' work is read again at most so often. */
const READ_MS = 2000;

export interface Asks {
  token(): void;
  settled(): void;
  read(transcript: string, start: number): void;
}

export class Matrix {
  private readonly root = element("section", "tx-matrix ts-surface ts-frame");
  private readonly status = element("span", "tx-status");
  private readonly message = element("div", "tx-message");
  private readonly outbox: Outbox<Wrote>;
  private readonly sheet: Sheet;
  private readonly grid: Grid;
  private readonly side: Side;
  private readonly editor: Editor;
  private readonly narrow: Narrow;
  private readonly link: Link<Mount, Wrote, Answer>;
  private readonly bell: Bell;
  private readonly listening = new AbortController();
  private state: LinkState = "saved";
  private place: Place | null = null;
  private loaded = false;
  private reading: ReturnType<typeof setTimeout> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, private mount: Mount, private readonly asks: Asks) {
    const { project, coder } = mount;
    this.outbox = new Outbox<Wrote>(new Shelf(storage()), { project, place: "matrix", coder }, newId());
    this.sheet = new Sheet(this.outbox, new Drafts(storage(), draftsOf(mount)), mount.coder);
    this.grid = new Grid(this.sheet, {
      chosen: (place) => this.look(place),
      write: (place) => this.write(place),
    });
    this.side = new Side(this.sheet, () => this.mount.dates, {
      write: () => this.place && this.write(this.place),
      put: (number) => this.put(number),
      draft: () => void this.draft(),
      keep: () => this.keep(),
      settle: (stands) => this.settle(stands),
      read: ({ transcript, start }) => this.asks.read(transcript, start),
      states: () => this.states(),
    });
    this.editor = new Editor(this.sheet.drafts, { done: (text, then) => this.wrote(text, then) }, (next) => next instanceof Node && this.side.root.contains(next));
    this.narrow = new Narrow(this.root, () => this.draw());
    this.link = new Link(mount, addressOf, this.outbox, {
      answered: (answer, batch) => this.answered(answer, batch),
      refused: (reason) => this.say(reason),
      state: (state) => this.stateIs(state),
    });
    this.bell = new Bell(
      () => ({ address: `${this.mount.api}/${encodeURIComponent(this.mount.project)}/live`, token: this.mount.token }),
      (seq) => this.rung(seq),
    );
    const head = element("div", "tx-bar");
    head.append(this.narrow.choice, this.status);
    this.message.setAttribute("role", "status");
    const desk = element("div", "tx-desk");
    desk.append(this.grid.root, this.side.root);
    this.root.append(head, this.message, desk);
    this.root.classList.toggle("tx-dark", isDark(host));
    this.root.addEventListener("keydown", keepFromThePage);
    host.append(this.root);
    onWaiting(() => this.showState(), this.listening.signal);
    this.sheet.adopt();
    void this.load();
  }

  shows({ project, coder, view }: Mount): boolean {
    const own = this.mount;
    return project === own.project && coder === own.coder && JSON.stringify(view) === JSON.stringify(own.view);
  }

  renew(mount: Mount): void {
    this.mount = mount;
    this.root.classList.toggle("tx-dark", isDark(this.root));
    this.link.renew(mount);
    this.rung(mount.seq);
  }

  destroy(): void {
    this.editor.leave("away");
    for (const timer of [this.reading, this.rest, this.silence]) clearTimeout(timer);
    this.listening.abort();
    this.link.stop();
    this.outbox.close();
    this.bell.stop();
    this.narrow.stop();
    this.root.remove();
  }

  private async load(): Promise<void> {
    let snapshot: Snapshot & { refused?: string };
    try {
      snapshot = await this.link.load("", this.mount.view);
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
      return;
    }
    if (snapshot.refused) return this.say(snapshot.refused);
    if (this.editor.key !== null) return this.rung(snapshot.seq); // nothing moves under who writes
    const changed = this.sheet.take(snapshot);
    if (changed) return this.renewed(changed);
    this.narrow.offer(this.sheet, this.names());
    this.loaded = true;
    this.draw();
    this.bell.listen();
    void this.link.send();
  }

  private draw(): void {
    if (!this.loaded) return;
    this.editor.leave("away");
    const focused = this.grid.root.contains(document.activeElement);
    this.grid.draw(this.names(), this.narrow.one);
    if (this.grid.place) this.look(this.grid.place);
    if (focused) this.grid.focus();
  }

  private names(): { rows: string; columns: string } {
    const { rows, columns } = this.mount.view;
    return { rows: rows === "case" ? "Cases" : "Transcripts", columns: columns === "theme" ? "Themes" : "Codes" };
  }

  private look(place: Place): void {
    const same = this.place && this.place.row === place.row && this.place.column === place.column;
    this.place = place;
    this.told();
    if (!same) void this.quote(place);
  }

  /** Show beside the matrix how the cell that is looked at stands. */
  private told(): void {
    if (!this.place) return;
    const { row, column } = this.place;
    const named = { row: this.sheet.rows.find(({ id }) => id === row)?.name ?? "", column: this.sheet.columns.find(({ id }) => id === column)?.name ?? "" };
    this.side.show({ key: keyOf(row, column), ...named }, this.editor.key !== null);
  }

  private async quote(place: Place): Promise<void> {
    const ids = this.side.linked(keyOf(place.row, place.column));
    let shown: Quotation[] = [];
    if (ids.length) {
      try {
        shown = (await this.link.load<{ quotations: Quotation[] }>("/quotations", { quotations: ids })).quotations;
      } catch {
        return; // the server is away: what is written can be read all the same
      }
    }
    if (this.place === place || (this.place?.row === place.row && this.place.column === place.column)) this.side.quotations(shown, ids);
  }

  private write(place: Place): void {
    const { sheet } = this;
    const cell = this.grid.cell(place);
    const key = keyOf(place.row, place.column);
    if (!cell || sheet.readOnly || this.editor.key === key) return;
    this.editor.leave("away");
    this.place = place;
    const text = sheet.drafts.get(key) ?? sheet.summary(key)?.text ?? "";
    const name = `${this.sheet.rows.find(({ id }) => id === place.row)?.name}, ${this.sheet.columns.find(({ id }) => id === place.column)?.name}`;
    this.editor.open(cell, { key, text, ids: numbered(sheet.quotations(key), text), name });
    this.told();
  }

  private wrote(text: string, then: "stay" | "down" | "away"): void {
    if (!this.place) return;
    const { row, column } = this.place;
    const key = keyOf(row, column);
    const was = this.sheet.summary(key);
    // What a person opened and left as it was stays the draft that it is.
    if (text.trim() !== (was?.text ?? "")) this.sent(this.sheet.write(this.mount.view, row, column, text));
    this.grid.renew(key);
    this.told();
    if (then !== "away") this.grid.focus();
    if (then === "down") this.grid.root.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown" }));
  }

  private put(number: number): void {
    if (!this.place) return;
    if (this.editor.key === null) this.write(this.place);
    this.editor.put(number);
  }

  private keep(): void {
    if (!this.place) return;
    const { row, column } = this.place;
    this.sheet.keep(this.mount.view, row, column);
    this.sent(true);
    this.renewed([keyOf(row, column)]);
  }

  private async draft(): Promise<void> {
    const place = this.place;
    if (!place) return;
    const key = keyOf(place.row, place.column);
    this.say("Drawing a draft together from the quotations …");
    let told: { words?: string; refused?: string };
    try {
      told = await this.link.load("/draft", { quotations: this.sheet.quotations(key) });
    } catch (error) {
      return this.say(error instanceof Error ? error.message : String(error));
    }
    if (told.refused) return this.say(told.refused);
    if (this.sheet.summary(key)) return; // somebody wrote there meanwhile
    this.say("A draft, in the speakers' own words: keep it, change it, or write your own.");
    this.sent(this.sheet.write(this.mount.view, place.row, place.column, told.words ?? "", true));
    this.renewed([key]);
  }

  private async states(): Promise<State[]> {
    if (!this.place) return [];
    const { row, column } = this.place;
    try {
      return (await this.link.load<{ states: State[] }>("/states", { row_id: row, column_id: column })).states;
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
      return [];
    }
  }

  private settle(stands: "mine" | "both" | "theirs"): void {
    if (!this.place) return;
    const { row, column } = this.place;
    const key = keyOf(row, column);
    const mine = this.sheet.drafts.get(key) ?? "";
    const theirs = this.sheet.summary(key)?.text ?? "";
    this.sheet.drafts.drop(key);
    if (stands !== "theirs") this.sent(this.sheet.write(this.mount.view, row, column, stands === "both" ? `${theirs}\n${mine}` : mine));
    this.renewed([key]);
    this.grid.focus();
  }

  private sent(something: boolean): void {
    if (!something) return;
    this.stateIs("saving");
    void this.link.send();
  }

  private answered(answer: Answer, batch: readonly Wrote[]): void {
    this.renewed(this.sheet.answered(answer, batch));
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.outbox.size || this.editor.key !== null || this.asks.settled(), REST_MS);
  }

  private renewed(keys: readonly Key[]): void {
    for (const key of keys) this.grid.renew(key);
    if (this.place && keys.includes(keyOf(this.place.row, this.place.column))) {
      this.told();
      void this.quote(this.place);
    }
  }

  /** The log has grown, perhaps by what was written here: read again what others did, and not at each of their keys. */
  private rung(seq: number): void {
    if (!this.loaded || seq <= this.sheet.seq || this.reading !== undefined) return;
    this.reading = setTimeout(() => {
      this.reading = undefined;
      if (this.editor.key !== null) this.rung(seq);
      else if (seq > this.sheet.seq) void this.load();
    }, READ_MS);
  }

  private stateIs(state: LinkState): void {
    this.state = state;
    this.showState();
    if (state === "locked") this.asks.token();
  }

  private showState(): void {
    const { state, outbox } = this;
    const standing = together({ state, waiting: outbox.size, kept: outbox.kept }, outbox.elsewhere());
    setWords(this.status, this.sheet.readOnly && this.loaded ? "Read only" : inWords(standing));
    this.status.dataset["state"] = lookOf(standing);
  }

  private say(words: string): void {
    this.message.replaceChildren(element("span", "", words), button("Close", () => this.message.replaceChildren()));
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.message.replaceChildren(), MESSAGE_MS);
  }
}

/** Streamlit's own letters would run the page again; undo, redo and the list of keys are the page's. */
function keepFromThePage(event: KeyboardEvent): void {
  const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
  if (event.key !== "Tab" && (typing || !/^[zZ?]$/.test(event.key))) event.stopPropagation();
}

function addressOf({ api, project }: Mount, path: string): string {
  return `${api}/${encodeURIComponent(project)}/matrix${path}`;
}
