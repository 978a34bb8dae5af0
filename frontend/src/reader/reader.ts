// The coding surface: puts the parts together and turns what a person does into operations.
import { Codings, type Passage } from "./codings";
import { card } from "./card";
import { count, element } from "./dom";
import { History } from "./history";
import { help, onKey, type KeyTargets } from "./keys";
import { note } from "./measure";
import { newId, patchesOf } from "./operations";
import { Outbox } from "./outbox";
import { quotationsOf } from "./paint";
import { Picker } from "./picker";
import { Popover } from "./popover";
import type { Choice } from "./ranking";
import { Selection } from "./selection";
import { Surface } from "./surface";
import { Sync, type State } from "./sync";
import { Toolbar } from "./toolbar";
import type { Answer, Change, Code, LookedAt, Mount, Operation, Patch, Snapshot } from "./types";
import type { Range16 } from "./words";

/** An operation before it has an id, kind by kind. */
type Act = Operation extends infer One ? (One extends Operation ? Omit<One, "id"> : never) : never;

export class Reader implements KeyTargets {
  private readonly root = element("div", "th-reader");
  private readonly codes = new Map<string, Code>();
  private readonly coders = new Map<string, string>();
  private readonly history = new History();
  private readonly surface = new Surface(() => this.codings, this.codes);
  private readonly selection = new Selection(this.surface);
  private readonly popover = new Popover(this.root);
  private readonly picker = new Picker(this.popover, this.codes, () => this.recents, { chosen: (choice) => this.chosen(choice) });
  private readonly toolbar = new Toolbar({
    undo: () => this.undo(),
    redo: () => this.redo(),
    recent: (code) => this.give(code),
    markRead: () => this.markRead(),
    keys: (near) => this.popover.show("Keys", [help()], near),
  });
  private readonly message = element("div", "th-message");
  private readonly outbox: Outbox;
  private readonly sync: Sync;
  private codings = new Codings([], []);
  private me = "";
  private recents: string[] = [];
  private looked: LookedAt = { codes: 0, of: 0 };
  private elsewhere = { undo: false, redo: false };
  private state: State = "saving";
  private pending: Range16 | null = null;
  private target: Passage | null = null;
  private current: string[] = [];
  private exact = false;
  private reloading = false;
  private readonly listening = new AbortController();
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, private mount: Mount) {
    const prefix = `themes-outbox:${mount.project}:${mount.transcript}:${mount.coder}:`;
    this.outbox = new Outbox(storage(), prefix, newId());
    this.sync = new Sync(mount, this.outbox, {
      changes: (changes) => this.receive(changes),
      answered: (answer) => this.answered(answer),
      refused: (reason) => void this.reload(reason),
      state: (state) => this.showState(state),
    });
    this.message.setAttribute("role", "status");
    this.root.append(this.toolbar.bar, this.surface.scroll, this.popover.panel, this.message);
    host.append(this.root);
    this.listen();
    void this.load();
  }

  /** Whether this reader is the one for the mount's transcript and coder. */
  shows({ project, transcript, coder }: Mount): boolean {
    return project === this.mount.project && transcript === this.mount.transcript && coder === this.mount.coder;
  }

  renew(mount: Mount): void {
    this.mount = mount;
    this.sync.renew(mount);
    if (!this.me) void this.load();
  }

  destroy(): void {
    clearTimeout(this.silence);
    this.listening.abort();
    this.sync.stop();
    this.surface.destroy();
    this.selection.destroy();
    this.root.remove();
  }

  // --- what comes from the server

  private async load(): Promise<void> {
    const began = performance.now();
    const snapshot = await this.sync.load().catch((error: Error) => this.toolbar.showFailure(error.message));
    if (!snapshot || this.listening.signal.aborted) return;
    this.take(snapshot);
    for (const { operation } of this.outbox.adopt()) this.apply(patchesOf(operation, this.codings, this.me));
    if (this.outbox.size) this.say(`${count(this.outbox.size, "change")} from before will be saved now.`);
    this.surface.load(snapshot);
    this.showAll();
    note("painted", began);
    this.sync.now();
  }

  private take(snapshot: Snapshot): void {
    this.me = snapshot.me;
    this.codes.clear();
    for (const code of snapshot.codes) this.codes.set(code.id, code);
    for (const coder of snapshot.coders) this.coders.set(coder.id, coder.name);
    this.codings = new Codings(snapshot.turns, snapshot.codings);
    this.looked = snapshot.looked;
    this.elsewhere = { undo: snapshot.undo !== null, redo: snapshot.redo !== null };
    this.recents = this.recents.filter((id) => this.codes.has(id));
    for (const code of snapshot.codes) if (this.recents.length < 9 && !this.recents.includes(code.id) && !code.retired) this.recents.push(code.id);
  }

  /** Read all anew, where what was done here and what the server has may have parted. */
  private async reload(reason: string): Promise<void> {
    if (reason) this.say(reason);
    if (this.reloading) return;
    this.reloading = true;
    this.history.clear();
    this.close();
    await this.load();
    this.reloading = false;
  }

  private answered({ acknowledged, refused, said, changes }: Answer): void {
    for (const id of acknowledged) note("committed", id);
    this.receive(changes);
    for (const { words } of said) this.say(words);
    if (refused.length) void this.reload(refused.map(({ reason }) => reason).join(" "));
  }

  private receive(changes: readonly Change[]): void {
    const patches: Patch[] = [];
    let codesChanged = false;
    for (const change of changes) {
      if (change.kind === "coding" && !this.outbox.touches(change.coding.id)) {
        const was = this.codings.get(change.coding.id) ?? null;
        if (!same(was, change.coding)) patches.push({ was, now: change.coding });
      } else if (change.kind === "coding gone" && !this.outbox.touches(change.id)) {
        const was = this.codings.get(change.id);
        if (was) patches.push({ was, now: null });
      } else if (change.kind === "code") {
        codesChanged ||= JSON.stringify(this.codes.get(change.code.id)) !== JSON.stringify(change.code);
        this.codes.set(change.code.id, change.code);
      } else if (change.kind === "code gone") codesChanged = this.codes.delete(change.id) || codesChanged;
      else if (change.kind === "coder") this.coders.set(change.coder.id, change.coder.name);
      else if (change.kind === "looked") this.looked = change.looked;
      else if (change.kind === "transcript") return void this.reload("");
    }
    this.apply(patches);
    if (codesChanged) this.surface.refreshAll();
    if (changes.length) this.showAll();
  }

  // --- what a person does

  /** Carry out an operation here at once and send it. */
  private act(act: Act, began = performance.now()): void {
    const operation = { id: newId(), ...act } as Operation;
    const patches = patchesOf(operation, this.codings, this.me);
    this.history.add({ step: operation.id, patches });
    this.send(operation, patches, began);
  }

  private send(operation: Operation, patches: Patch[], began: number): void {
    this.apply(patches);
    note("visible", began);
    note.begin("committed", operation.id, began);
    this.outbox.add({ operation, touches: patches.map(({ was, now }) => (now ?? was)!.id) });
    this.showState("saving");
    this.showAll();
    this.sync.now();
  }

  private apply(patches: readonly Patch[]): void {
    if (patches.length) this.surface.refresh(this.codings.apply(patches));
  }

  private chosen({ code, create }: Choice): void {
    const began = performance.now();
    let id = code?.id;
    if (!id) {
      id = newId();
      this.codes.set(id, { id, name: create, path: create, colour: "", definition: "", retired: false });
      this.act({ kind: "new code", code: id, name: create, parent: null }, began);
    }
    this.give(id, began);
  }

  /** Give a code to the passage of the open card, or to the chosen words. */
  private give(code: string, began = performance.now()): void {
    const { positions } = this.surface;
    const range = this.pending ?? this.selection.chosen(this.exact);
    const span = this.target ?? (range && { start: positions.toPoints(range.start), end: positions.toPoints(range.end) });
    if (!span) return this.say("Choose words first, then the code.");
    const { start, end } = span;
    const held = this.codings.sameSpan(start, end, this.me);
    this.recents = [code, ...this.recents.filter((id) => id !== code)].slice(0, 9);
    const name = this.codes.get(code)?.name ?? "";
    this.close();
    this.selection.clear();
    if (held?.codings.some((coding) => coding.code === code)) return this.say(`These words have “${name}” already.`);
    const quotation = held?.id ?? newId();
    this.act({ kind: "code", coding: newId(), quotation, start, end, code, valence: null }, began);
    this.current = [quotation];
    this.say(`Coded “${name}”`);
  }

  undo(): void {
    this.turn("undo");
  }

  redo(): void {
    this.turn("redo");
  }

  private turn(kind: "undo" | "redo"): void {
    const began = performance.now();
    const entry = kind === "undo" ? this.history.undo() : this.history.redo();
    if (!entry && !this.elsewhere[kind]) return this.say(`Nothing to ${kind}.`);
    this.close();
    this.send({ id: newId(), kind, step: entry?.step ?? null }, entry?.patches ?? [], began);
    if (kind === "undo") this.elsewhere.redo ||= !entry;
  }

  private markRead(): void {
    this.act({ kind: "looked", codes: null });
    const unread = this.codings.all().filter((coding) => coding.unread).map(({ id }) => id);
    if (unread.length) this.act({ kind: "read", codings: unread });
    this.looked = { ...this.looked, codes: this.looked.of };
    this.showAll();
  }

  // --- popovers

  private openPicker(near: DOMRect, focus: boolean): void {
    this.picker.show(near, focus);
  }

  private openCard(quotations: readonly string[], near: DOMRect): void {
    const passages = quotations.flatMap((id) => this.codings.passage(id) ?? []);
    if (!passages.length) return this.close();
    this.current = passages.map(({ id }) => id);
    const facts = { codes: this.codes, coders: this.coders, me: this.me, words: (passage: Passage) => this.surface.positions.slice(passage.start, passage.end) };
    const again = () => this.openCard(this.current, near);
    const content = card(passages, facts, {
      remove: ({ id }) => (this.act({ kind: "uncode", codings: [id] }), again()),
      setValence: ({ id }, valence) => (this.act({ kind: "valence", coding: id, valence }), again()),
      markRead: (codings) => (this.act({ kind: "read", codings: codings.map(({ id }) => id) }), again()),
      deleteQuotation: (passage) => (this.deletePassage(passage), again()),
      addCode: (passage) => {
        this.target = passage;
        this.openPicker(near, true);
      },
    });
    this.target = null;
    this.popover.show("Codes on this passage", content, near);
    this.outline();
  }

  private deletePassage(passage: Passage): void {
    this.act({ kind: "uncode", codings: passage.codings.map(({ id }) => id) });
  }

  private outline(): void {
    for (const mark of this.root.querySelectorAll(".th-on")) mark.classList.remove("th-on");
    if (this.popover.open) for (const id of this.current) for (const mark of this.surface.marks(id)) mark.classList.add("th-on");
  }

  close(): void {
    const held = this.popover.panel.contains(document.activeElement);
    this.popover.hide();
    this.pending = this.target = null;
    this.exact = false;
    this.selection.show(null);
    this.outline();
    if (held) this.surface.scroll.focus({ preventScroll: true });
  }

  // --- keys

  get pickerOpen(): boolean {
    return this.picker.open;
  }

  get pickerEmpty(): boolean {
    return this.picker.empty;
  }

  get popoverOpen(): boolean {
    return this.popover.open;
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

  caret(key: "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown", extend: boolean): void {
    if (this.popover.open) this.close();
    this.selection.move(key, extend);
  }

  openHere(exact: boolean): void {
    if (this.selection.chosen()) return this.offer(exact, true);
    const caret = this.selection.caret();
    const at = caret && this.surface.positions.toPoints(caret.start);
    const here = at === null ? [] : this.codings.inOrder().filter(({ start, end }) => start <= at && at < end).map(({ id }) => id);
    const quotations = here.length ? here : this.current;
    const near = quotations[0] && this.surface.marks(quotations[0])[0]?.getBoundingClientRect();
    if (near) this.openCard(quotations, near);
  }

  step(by: 1 | -1): void {
    const passages = this.codings.inOrder();
    if (!passages.length) return this.say("No passage is coded yet.");
    const at = passages.findIndex(({ id }) => id === this.current[0]);
    const next = passages[at < 0 ? (by > 0 ? 0 : passages.length - 1) : (at + by + passages.length) % passages.length]!;
    const mark = this.surface.reveal(next.start, next.id);
    if (mark) this.openCard([next.id], mark.getClientRects()[0] ?? mark.getBoundingClientRect());
  }

  deleteHere(): void {
    const passage = this.codings.passage(this.current[0] ?? "");
    if (passage?.codings.every(({ coder }) => coder === this.me)) this.deletePassage(passage);
    this.close();
  }

  help(): void {
    this.popover.show("Keys", [help()], this.toolbar.bar.getBoundingClientRect());
  }

  // --- mouse and touch

  /** Offer codes for the words that are chosen, if any are. */
  private offer(exact: boolean, focus: boolean): void {
    const range = this.selection.chosen(exact);
    if (!range) return;
    this.pending = range;
    this.target = null;
    this.exact = exact;
    const near = this.selection.show(range);
    if (near) this.openPicker(near, focus);
    this.outline();
  }

  private listen(): void {
    const { signal } = this.listening;
    const { scroll } = this.surface;
    this.root.addEventListener("keydown", (event) => onKey(event, this, event.target === scroll), { signal });
    scroll.addEventListener("pointerdown", () => this.selection.release(), { signal });
    scroll.addEventListener("mouseup", (event) => setTimeout(() => this.offer(event.altKey, false)), { signal });
    scroll.addEventListener("touchend", () => setTimeout(() => this.offer(false, false), 60), { signal });
    scroll.addEventListener("click", (event) => this.clicked(event.target as Element), { signal });
    addEventListener("online", () => this.sync.now(), { signal });
    addEventListener("beforeunload", (event) => this.outbox.size && !this.outbox.kept && event.preventDefault(), { signal });
  }

  private clicked(target: Element): void {
    if (document.getSelection()?.isCollapsed === false) return;
    const hit = target.closest<HTMLElement>("[data-quotations]");
    if (hit) this.openCard(quotationsOf(hit), hit.getBoundingClientRect());
    else this.close();
  }

  // --- what is shown

  private showAll(): void {
    const { undoable, redoable } = this.history;
    this.toolbar.showHistory(undoable || this.elsewhere.undo, redoable || this.elsewhere.redo);
    this.toolbar.showRecent(this.recents, this.codes);
    this.toolbar.showRead(this.looked, this.codings.all().filter(({ unread }) => unread).length);
    this.showState(this.state);
  }

  private showState(state: State): void {
    this.state = state;
    this.toolbar.showState(state, this.outbox.size, this.outbox.kept);
  }

  private say(words: string): void {
    this.message.textContent = words;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.message.textContent = ""), 4000);
  }
}

function same(one: object | null, other: object): boolean {
  return one !== null && JSON.stringify(one) === JSON.stringify(other);
}

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null; // forbidden by the browser's settings
  }
}
