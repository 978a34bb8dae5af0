// The coding surface: puts its parts together, hears keys, mouse and touch, and shows what changes.
import { onWaiting, shared } from "../kept/page";
import { Acts } from "./acts";
import { Desk } from "./desk";
import { Drawing } from "./drawing";
import { Drawn } from "./drawn";
import { afterAll, element, isDark, setWords, storage } from "./dom";
import { Find } from "./find";
import { watchFinger } from "./finger";
import { Hand } from "./hand";
import { onKey } from "./keys";
import { quotationsOf } from "./paint";
import { OtherParts } from "./parts";
import { Popover } from "./popover";
import { Press } from "./press";
import { Proposing } from "./proposing";
import { Refusals } from "./refusals";
import { Selection } from "./selection";
import { keepStanding, standingIn } from "./standing";
import { Surface } from "./surface";
import { isPlain } from "./view";
import { Walker } from "./walker";
import { Toolbar } from "./toolbar";
import type { Mount, Snapshot } from "./types";

const MESSAGE_MS = 4000;

/** What the reader asks of the page around it. */
export interface Page {
  /** Run again, which brings a fresh token to `renew`. */
  token(): void;
  /** Offer the turn at a code point to be corrected. */
  correct(at: number): void;
  /** It has heard what was asked at this moment. */
  heard(moment: number): void;
  /** Nothing is asked any more. */
  end(): void;
  /** Whether this person wants to see suggestions, here and on other pages. */
  proposals(shown: boolean): void;
  /** Ask who sits here, before anything is kept. */
  asks(): void;
  /** Show the part of a long transcript that holds a code point of its whole text. */
  part(position: number): void;
}

export class Reader {
  private readonly root = element("div", "th-reader ts-surface ts-frame");
  private readonly desk: Desk;
  private readonly surface: Surface;
  private readonly selection: Selection;
  private readonly hand: Hand;
  private readonly popover: Popover;
  private readonly finding: Find;
  private readonly walker: Walker;
  private readonly drawing: Drawing;
  private readonly toolbar: Toolbar;
  private readonly proposing: Proposing;
  private readonly acts: Acts;
  private readonly refusals = new Refusals({
    words: (place) => this.hand.wordsAt(place),
    choose: (place) => this.hand.chooseAgain(place),
  });
  private readonly message = element("div", "th-message");
  private readonly listening = new AbortController();
  private readonly press: Press;
  /** The last asking for a place that was followed. */
  private asked = 0;
  private shown = false;
  /** Whether the page around says that this transcript was read; undefined until the words are here. */
  private told: boolean | undefined;
  /** Whether the toolbar is to be shown anew. */
  private late = false;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, private mount: Mount, private readonly page: Page) {
    const desk = (this.desk = new Desk(mount, storage(), {
      loaded: (snapshot) => this.loaded(snapshot),
      failed: (words) => this.toolbar.showFailure(words),
      changed: (turns, here) => (here ? this.repaint(turns, here) : this.press.whenUp(() => this.repaint(turns, here))),
      parted: () => this.hand.close(),
      say: (words) => this.say(words),
      refused: (refusals) => this.refusals.add(refusals),
      state: () => this.showState(),
      locked: () => page.token(),
      asks: () => page.asks(),
    }));
    this.surface = new Surface(
      () => this.drawing.shown,
      desk.codes,
      (quotation) => desk.memos.on(quotation).length > 0,
      (turn) => this.proposing.in(turn),
    );
    this.popover = new Popover(this.root, this.surface.scroll);
    this.drawing = new Drawing(desk, new Drawn(storage(), mount.project), this.popover, () => this.repaint(null, false), () => this.acts.chooseDrawn());
    this.press = new Press(this.surface.scroll, this.listening.signal);
    this.selection = new Selection(this.surface);
    const parts = new OtherParts(mount.transcript, { ask: (words) => desk.inOtherParts(words), go: (position) => this.whenThere(() => page.part(position)) });
    this.finding = new Find(this.popover, this.surface, this.selection, parts);
    this.hand = new Hand(desk, this.surface, this.selection, this.popover, (words) => this.say(words));
    this.walker = new Walker(desk, this.surface, this.selection, this.hand, (words) => this.say(words));
    this.proposing = new Proposing(desk, this.surface, this.selection, this.popover, mount.proposals, {
      close: () => this.hand.close(),
      say: (words) => this.say(words),
      repaint: (turns) => this.press.whenUp(() => this.repaint(turns, false)),
      choose: (shown) => page.proposals(shown),
    });
    this.walker.more = () => this.proposing.walks();
    this.toolbar = new Toolbar({
      undo: () => this.acts.undo(),
      redo: () => this.acts.redo(),
      recent: (code) => this.hand.give(code),
      markRead: () => desk.markAllRead(),
      keys: () => this.acts.help(),
      find: () => this.acts.find(),
      step: (by) => this.acts.step(by),
      walks: () => this.walker.walks(),
      walk: (key) => (this.walker.key = key),
      plain: () => this.acts.togglePlain(),
      drawn: () => this.acts.chooseDrawn(),
      correct: () => this.acts.correct(),
    });
    const { root, surface, selection, hand, popover, finding, walker, drawing, toolbar, proposing } = this;
    this.acts = new Acts({
      root, desk, surface, selection, hand, popover, finding, walker, drawing, toolbar, proposing,
      correct: (at) => this.whenThere(() => page.correct(at)),
      say: (words) => this.say(words),
    });
    this.message.setAttribute("role", "status");
    this.root.append(this.toolbar.bar, this.refusals.root, this.drawing.bar, this.surface.scroll, this.proposing.strip.bar, this.popover.panel, this.message);
    host.append(this.root);
    this.root.classList.toggle("th-dark", isDark(this.root));
    this.set(mount);
    if (isPlain()) this.acts.togglePlain();
    this.listen();
    void desk.load();
  }

  /** Whether this reader is the one for the mount's transcript and coder. */
  shows({ project, transcript, coder }: Mount): boolean {
    return project === this.mount.project && transcript === this.mount.transcript && coder === this.mount.coder;
  }

  renew(mount: Mount): void {
    this.root.classList.toggle("th-dark", isDark(this.root)); // Streamlit calls again where the theme changes
    if (mount.proposals !== this.mount.proposals) this.proposing.renew(mount.proposals);
    this.mount = mount;
    this.page.heard(mount.heard);
    this.set(mount);
    this.desk.renew(mount);
    this.goToPlace();
  }

  private set({ settings }: Mount): void {
    this.root.style.setProperty("--th-size", String(settings.size));
    this.selection.snaps = settings.snaps;
    this.desk.dates = settings.dates;
  }

  destroy(): void {
    clearTimeout(this.silence);
    this.listening.abort();
    this.page.end();
    this.desk.end();
    this.proposing.end();
    this.surface.destroy();
    this.selection.destroy();
    this.root.remove();
  }

  // --- mouse, touch, and what is shown

  private listen(): void {
    const { signal } = this.listening;
    const { scroll } = this.surface;
    this.root.addEventListener("keydown", (event) => onKey(event, this.acts, event.target === scroll), { signal });
    scroll.addEventListener("pointerdown", () => this.selection.release(), { signal });
    watchFinger(scroll, () => this.hand.offer(false, false), signal);
    scroll.addEventListener("mouseup", (event) => this.press.after(() => this.hand.offer(event.altKey, false)), { signal });
    scroll.addEventListener("touchend", () => setTimeout(() => this.hand.offer(false, false), 60), { signal });
    scroll.addEventListener("click", (event) => this.clicked(event.target as Element), { signal });
    keepStanding(scroll, this.mount.transcript, () => this.surface.standing, signal);
    onWaiting(() => this.toolbar.showState(this.desk.standing), signal);
    addEventListener("beforeprint", () => this.surface.onPaper(true), { signal });
    addEventListener("afterprint", () => this.surface.onPaper(false), { signal });
    addEventListener("online", () => this.desk.now(), { signal });
    addEventListener("beforeunload", (event) => this.warn(event), { signal });
  }

  private clicked(target: Element): void {
    if (document.getSelection()?.isCollapsed === false) return;
    const hit = target.closest<HTMLElement>("[data-quotations]");
    const near = target.closest<HTMLElement>("[data-proposal], [data-offer]")?.dataset;
    const offer = near?.["proposal"] ?? near?.["offer"];
    if (hit && !this.acts.plain) this.hand.openCard(quotationsOf(hit), hit.getBoundingClientRect());
    else if (offer && !this.acts.plain) this.proposing.openAt(offer);
    else this.hand.close();
    const place = document.getSelection();
    if (place?.focusNode) this.selection.standAt(place.focusNode, place.focusOffset);
  }

  /** Words that are painted anew keep what was chosen in them, also where a colleague coded them. */
  private repaint(turns: Iterable<number> | null, here: boolean): void {
    const again = here ? null : this.selection.held(); // after one's own coding nothing is chosen; asking costs a layout
    if (turns) this.surface.refresh(turns);
    else {
      this.surface.refreshAll();
      this.hand.codesChanged();
    }
    again?.();
    this.hand.opened.refresh();
    this.finding.again();
    this.proposing.outline();
    afterAll(() => this.proposing.outline()); // in the margin, which is drawn a frame later
  }

  /** Ask before leaving only where changes would be lost: none would be while they are kept on this computer. */
  private warn(event: BeforeUnloadEvent): void {
    if (this.desk.outbox.size && !this.desk.outbox.kept) event.preventDefault();
  }

  private loaded(snapshot: Snapshot): void {
    this.hand.keepTo(snapshot.codes);
    this.told ??= snapshot.looked.read;
    this.proposing.loaded(snapshot);
    this.surface.load(snapshot);
    const stood = this.shown ? null : standingIn(this.mount.transcript);
    if (stood) this.surface.standAgain(stood);
    this.goToPlace();
    this.showAll();
    // So that keys choose words at once; a list that was opened meanwhile would be closed.
    if (!this.shown && document.activeElement?.ariaExpanded !== "true") this.surface.scroll.focus({ preventScroll: true });
    if (!this.shown) this.finding.resume(this.toolbar.bar.getBoundingClientRect(), this.mount.place?.[0] ?? null);
    this.shown = true;
  }

  /** Show what passes the filter, and the place that the page asks for, where it has not been shown yet. */
  private goToPlace(): void {
    const { passing, place } = this.mount;
    if (!this.surface.turns.length) return;
    this.surface.pass(passing);
    if (!place || place[1] === this.asked) return;
    this.asked = place[1];
    this.surface.bring(place[0]);
  }

  /** What is saved is shown at once, the rest of the toolbar a frame later: it would be laid out before the words. */
  private showState(): void {
    const { desk, toolbar } = this;
    toolbar.showState(desk.standing);
    this.tellRead();
    if (!this.late) afterAll(() => this.showAll());
    this.late = true;
  }

  /** Have the page around count again what was read, once the server knows of it. */
  private tellRead(): void {
    const { looked, outbox } = this.desk;
    if (this.told === undefined || this.told === looked.read || outbox.size) return;
    this.told = looked.read;
    this.page.token();
  }

  private showAll(): void {
    this.late = false;
    const { desk, toolbar } = this;
    toolbar.showHistory(desk.undoable, desk.redoable);
    toolbar.showRecent(this.hand.recents, desk.codes);
    toolbar.showRead(desk.looked, desk.unread.length);
    this.drawing.tell();
    this.proposing.settle();
    toolbar.showState(desk.standing);
  }

  /** Ask the page around, which hears nothing while its server is away. */
  private whenThere(ask: () => void): void {
    if (shared().away) this.say("No connection: try again once the server is there.");
    else ask();
  }

  private say(words: string): void {
    afterAll(() => setWords(this.message, words));
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.message.textContent = ""), MESSAGE_MS);
  }
}
