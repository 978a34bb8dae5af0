// The coding surface: puts its parts together and turns keys, mouse and touch into what the desk does.
import type { Passage } from "./codings";
import { card, type CardFacts } from "./card";
import { Desk } from "./desk";
import { element, isDark } from "./dom";
import { help, onKey, type Arrow, type KeyTargets } from "./keys";
import { quotationsOf } from "./paint";
import { Picker } from "./picker";
import { Popover } from "./popover";
import type { Choice } from "./ranking";
import { Selection } from "./selection";
import { Surface } from "./surface";
import { Toolbar } from "./toolbar";
import type { Mount, Snapshot } from "./types";
import type { Range16 } from "./words";

const DIGITS = 9;
const MESSAGE_MS = 4000;

export class Reader implements KeyTargets {
  private readonly root = element("div", "th-reader");
  private readonly desk: Desk;
  private readonly surface: Surface;
  private readonly selection: Selection;
  private readonly popover = new Popover(this.root);
  private readonly picker: Picker;
  private readonly toolbar: Toolbar;
  private readonly message = element("div", "th-message");
  private recents: string[] = [];
  private pending: Range16 | null = null;
  private target: Passage | null = null;
  private current: string[] = [];
  private readonly listening = new AbortController();
  private silence: ReturnType<typeof setTimeout> | undefined;

  /** `askToken` has Streamlit run the page again, which brings a fresh token to `renew`. */
  constructor(host: HTMLElement, private readonly mount: Mount, askToken: () => void) {
    const desk = (this.desk = new Desk(mount, storage(), {
      loaded: (snapshot) => this.loaded(snapshot),
      failed: (words) => this.toolbar.showFailure(words),
      changed: (turns) => (turns ? this.surface.refresh(turns) : this.surface.refreshAll()),
      parted: () => this.close(),
      say: (words) => this.say(words),
      state: () => this.showAll(),
      locked: askToken,
    }));
    this.surface = new Surface(() => desk.codings, desk.codes);
    this.selection = new Selection(this.surface);
    this.picker = new Picker(this.popover, desk.codes, () => this.recents, (choice) => this.chosen(choice));
    this.toolbar = new Toolbar({
      undo: () => this.undo(),
      redo: () => this.redo(),
      recent: (code) => this.give(code),
      markRead: () => desk.markAllRead(),
      keys: () => this.help(),
    });
    this.message.setAttribute("role", "status");
    this.root.append(this.toolbar.bar, this.surface.scroll, this.popover.panel, this.message);
    host.append(this.root);
    this.root.classList.toggle("th-dark", isDark(this.root));
    this.listen();
    void desk.load();
  }

  /** Whether this reader is the one for the mount's transcript and coder. */
  shows({ project, transcript, coder }: Mount): boolean {
    return project === this.mount.project && transcript === this.mount.transcript && coder === this.mount.coder;
  }

  renew(mount: Mount): void {
    this.root.classList.toggle("th-dark", isDark(this.root)); // Streamlit calls again where the theme changes
    this.desk.renew(mount);
  }

  destroy(): void {
    clearTimeout(this.silence);
    this.listening.abort();
    this.desk.end();
    this.surface.destroy();
    this.selection.destroy();
    this.root.remove();
  }

  // --- codes and cards

  private chosen({ code, create }: Choice): void {
    const began = performance.now();
    this.give(code?.id ?? this.desk.newCode(create, began), began);
  }

  /** Give a code to the passage of the open card, or to the chosen words. */
  private give(code: string, began = performance.now()): void {
    const { positions } = this.surface;
    const range = this.pending ?? this.selection.chosen();
    const span = this.target ?? (range && { start: positions.toPoints(range.start), end: positions.toPoints(range.end) });
    if (!span) return this.say("Choose words first, then the code.");
    const name = this.desk.codes.get(code)?.name ?? "";
    this.recents = [code, ...this.recents.filter((id) => id !== code)];
    this.close();
    this.selection.clear();
    const passage = this.desk.code(span.start, span.end, code, began);
    if (passage) this.current = [passage.id];
    this.say(passage ? `Coded “${name}”` : `These words have “${name}” already.`);
  }

  /** Offer codes for the words that are chosen, if any are. */
  private offer(exact: boolean, focus: boolean): void {
    const range = this.selection.chosen(exact);
    if (!range) return;
    this.pending = range;
    this.target = null;
    const near = this.selection.show(range);
    if (near) this.picker.show(near, focus);
    this.outline([]);
  }

  private openCard(quotations: readonly string[], near: DOMRect): void {
    const { desk } = this;
    const passages = quotations.flatMap((id) => desk.codings.passage(id) ?? []);
    if (!passages.length) return this.close();
    this.pending = this.target = null;
    this.current = passages.map(({ id }) => id);
    const facts: CardFacts = {
      codes: desk.codes,
      coders: desk.coders,
      me: desk.me,
      words: ({ start, end }) => this.surface.positions.slice(start, end),
    };
    const then = (act: () => void) => {
      act();
      this.openCard(this.current, near);
      this.popover.focus();
    };
    const content = card(passages, facts, {
      remove: ({ id }) => then(() => desk.act({ kind: "uncode", codings: [id] })),
      setValence: ({ id }, valence) => then(() => desk.act({ kind: "valence", coding: id, valence })),
      markRead: (codings) => then(() => desk.act({ kind: "read", codings: codings.map(({ id }) => id) })),
      deleteQuotation: (passage) => then(() => desk.deleteQuotation(passage)),
      addCode: (passage) => {
        this.target = passage;
        this.picker.show(near, true);
      },
    });
    this.popover.show("Codes on this passage", content, near);
    this.outline(this.current);
  }

  private outline(quotations: readonly string[]): void {
    for (const mark of this.root.querySelectorAll(".th-on")) mark.classList.remove("th-on");
    for (const id of quotations) for (const mark of this.surface.marks(id)) mark.classList.add("th-on");
  }

  // --- what keys do

  get pickerOpen(): boolean {
    return this.picker.open;
  }

  get pickerEmpty(): boolean {
    return this.picker.empty;
  }

  get popoverOpen(): boolean {
    return this.popover.open;
  }

  close(): void {
    const held = this.popover.holdsFocus;
    this.popover.hide();
    this.pending = this.target = null;
    this.selection.show(null);
    this.outline([]);
    if (held) this.surface.scroll.focus({ preventScroll: true });
  }

  undo(): void {
    this.close();
    if (!this.desk.turn("undo")) this.say("Nothing to undo.");
  }

  redo(): void {
    this.close();
    if (!this.desk.turn("redo")) this.say("Nothing to do again.");
  }

  recent(nth: number): boolean {
    const code = this.recents[nth];
    if (code === undefined) return false;
    this.give(code);
    return true;
  }

  pickerStep(by: 1 | -1): void {
    this.picker.step(by);
  }

  pickerChoose(): void {
    this.picker.choose();
  }

  pickerType(letter: string): void {
    this.picker.type(letter);
  }

  caret(key: Arrow, extend: boolean): void {
    if (this.popover.open) this.close();
    this.selection.move(key, extend);
  }

  /** Offer codes for chosen words; else open the card of the passage under the caret, or of the last one. */
  openHere(exact: boolean): void {
    if (this.selection.chosen()) return this.offer(exact, true);
    const caret = this.selection.caret();
    const at = caret && this.surface.positions.toPoints(caret.start);
    const under = this.desk.codings.inOrder().filter(({ start, end }) => at !== null && start <= at && at < end);
    const quotations = under.length ? under.map(({ id }) => id) : this.current;
    const near = quotations[0] && this.surface.marks(quotations[0])[0]?.getClientRects()[0];
    if (!near) return;
    this.openCard(quotations, near);
    this.popover.focus();
  }

  step(by: 1 | -1): void {
    const passages = this.desk.codings.inOrder();
    const at = passages.findIndex(({ id }) => id === this.current[0]);
    const next = passages[at < 0 ? (by > 0 ? 0 : passages.length - 1) : (at + by + passages.length) % passages.length];
    if (!next) return this.say("No passage is coded yet.");
    const mark = this.surface.reveal(next.start, next.id);
    const near = mark?.getClientRects()[0];
    if (near) this.openCard([next.id], near);
  }

  deleteHere(): void {
    const passage = this.desk.codings.passage(this.current[0] ?? "");
    if (passage?.codings.every(({ coder }) => coder === this.desk.me)) this.desk.deleteQuotation(passage);
    this.close();
  }

  help(): void {
    if (this.popover.open) return this.close();
    this.popover.show("Keys", [help()], this.toolbar.bar.getBoundingClientRect());
  }

  // --- mouse, touch, and what is shown

  private listen(): void {
    const { signal } = this.listening;
    const { scroll } = this.surface;
    this.root.addEventListener("keydown", (event) => onKey(event, this, event.target === scroll), { signal });
    scroll.addEventListener("pointerdown", () => this.selection.release(), { signal });
    scroll.addEventListener("mouseup", (event) => setTimeout(() => this.offer(event.altKey, false)), { signal });
    scroll.addEventListener("touchend", () => setTimeout(() => this.offer(false, false), 60), { signal });
    scroll.addEventListener("click", (event) => this.clicked(event.target as Element), { signal });
    addEventListener("online", () => this.desk.now(), { signal });
    addEventListener("beforeunload", (event) => this.warn(event), { signal });
  }

  private clicked(target: Element): void {
    if (document.getSelection()?.isCollapsed === false) return;
    const hit = target.closest<HTMLElement>("[data-quotations]");
    if (hit) this.openCard(quotationsOf(hit), hit.getBoundingClientRect());
    else this.close();
  }

  /** Ask before leaving only where changes would be lost: none would be while they are kept on this computer. */
  private warn(event: BeforeUnloadEvent): void {
    if (this.desk.outbox.size && !this.desk.outbox.kept) event.preventDefault();
  }

  private loaded(snapshot: Snapshot): void {
    const used = snapshot.codes.filter(({ retired }) => !retired).map(({ id }) => id);
    this.recents = [...new Set([...this.recents.filter((id) => used.includes(id)), ...used.slice(0, DIGITS)])];
    this.surface.load(snapshot);
    this.showAll();
  }

  private showAll(): void {
    const { desk, toolbar } = this;
    toolbar.showHistory(desk.undoable, desk.redoable);
    toolbar.showRecent(this.recents, desk.codes);
    toolbar.showRead(desk.looked, desk.unread.length);
    toolbar.showState(desk.state, desk.outbox.size, desk.outbox.kept);
  }

  private say(words: string): void {
    this.message.textContent = words;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.message.textContent = ""), MESSAGE_MS);
  }
}

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null; // forbidden by the browser's settings
  }
}
