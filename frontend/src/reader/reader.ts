// The coding surface: puts its parts together and turns keys, mouse and touch into what the desk does.
import { Desk } from "./desk";
import { element, isDark } from "./dom";
import { Hand } from "./hand";
import { help, onKey, type Arrow, type KeyTargets } from "./keys";
import { quotationsOf } from "./paint";
import { Popover } from "./popover";
import { Selection } from "./selection";
import { Surface } from "./surface";
import { Toolbar } from "./toolbar";
import type { Mount, Snapshot } from "./types";

const MESSAGE_MS = 4000;

export class Reader implements KeyTargets {
  private readonly root = element("div", "th-reader");
  private readonly desk: Desk;
  private readonly surface: Surface;
  private readonly selection: Selection;
  private readonly hand: Hand;
  private readonly popover = new Popover(this.root);
  private readonly toolbar: Toolbar;
  private readonly message = element("div", "th-message");
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
    this.hand = new Hand(desk, this.surface, this.selection, this.popover, (words) => this.say(words));
    this.toolbar = new Toolbar({
      undo: () => this.undo(),
      redo: () => this.redo(),
      recent: (code) => this.hand.give(code),
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

  // --- what keys do

  get pickerOpen(): boolean {
    return this.hand.picker.open;
  }

  get pickerEmpty(): boolean {
    return this.hand.picker.empty;
  }

  get popoverOpen(): boolean {
    return this.popover.open;
  }

  close(): void {
    this.hand.close();
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
    return this.hand.recent(nth);
  }

  pickerStep(by: 1 | -1): void {
    this.hand.picker.step(by);
  }

  pickerChoose(): void {
    this.hand.picker.choose();
  }

  pickerType(letter: string): void {
    this.hand.picker.type(letter);
  }

  caret(key: Arrow, extend: boolean): void {
    if (this.popover.open) this.close();
    this.selection.move(key, extend);
  }

  openHere(exact: boolean): void {
    this.hand.openHere(exact);
  }

  step(by: 1 | -1): void {
    this.hand.step(by);
  }

  deleteHere(): void {
    this.hand.deleteHere();
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
    scroll.addEventListener("mouseup", (event) => setTimeout(() => this.hand.offer(event.altKey, false)), { signal });
    scroll.addEventListener("touchend", () => setTimeout(() => this.hand.offer(false, false), 60), { signal });
    scroll.addEventListener("click", (event) => this.clicked(event.target as Element), { signal });
    addEventListener("online", () => this.desk.now(), { signal });
    addEventListener("beforeunload", (event) => this.warn(event), { signal });
  }

  private clicked(target: Element): void {
    if (document.getSelection()?.isCollapsed === false) return;
    const hit = target.closest<HTMLElement>("[data-quotations]");
    if (hit) this.hand.openCard(quotationsOf(hit), hit.getBoundingClientRect());
    else this.close();
  }

  /** Ask before leaving only where changes would be lost: none would be while they are kept on this computer. */
  private warn(event: BeforeUnloadEvent): void {
    if (this.desk.outbox.size && !this.desk.outbox.kept) event.preventDefault();
  }

  private loaded(snapshot: Snapshot): void {
    this.hand.keepTo(snapshot.codes);
    this.surface.load(snapshot);
    this.showAll();
  }

  private showAll(): void {
    const { desk, toolbar } = this;
    toolbar.showHistory(desk.undoable, desk.redoable);
    toolbar.showRecent(this.hand.recents, desk.codes);
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
