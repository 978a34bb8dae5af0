// What is known of the transcript and what is done to it: codes, codings, history, and the outbox to the server.
import { Codings, type Passage } from "./codings";
import { count } from "./dom";
import { History } from "./history";
import { beginCommit, endCommit, untilShown } from "./measure";
import { newId, patchesOf } from "./operations";
import { Outbox } from "./outbox";
import { Sync, type State } from "./sync";
import type { Answer, Change, Code, LookedAt, Mount, Operation, Patch, Snapshot } from "./types";

/** An operation before it has an id, kind by kind. */
type Act = Operation extends infer One ? (One extends Operation ? Omit<One, "id"> : never) : never;

export interface DeskEvents {
  loaded(snapshot: Snapshot): void;
  failed(words: string): void;
  /** Turns that look different now; null where all do. */
  changed(turns: Iterable<number> | null): void;
  parted(): void;
  say(words: string): void;
  state(): void;
  /** The token is not taken any more: a restart of the server or a long night. */
  locked(): void;
}

export class Desk {
  readonly codes = new Map<string, Code>();
  readonly coders = new Map<string, string>();
  codings = new Codings([], []);
  me = "";
  looked: LookedAt = { codes: 0, of: 0 };
  state: State = "saving";
  readonly outbox: Outbox;
  private readonly sync: Sync;
  private readonly history = new History();
  private readonly elsewhere = { undo: false, redo: false };
  private loading = false;
  private ended = false;

  constructor(mount: Mount, keep: Storage | null, private readonly events: DeskEvents) {
    this.outbox = new Outbox(keep, `themes-outbox:${mount.project}:${mount.transcript}:${mount.coder}:`, newId());
    this.sync = new Sync(mount, this.outbox, {
      changes: (changes) => this.receive(changes),
      answered: (answer) => this.answered(answer),
      refused: (reason) => void this.reload(reason),
      state: (state) => {
        this.state = state;
        events.state();
        if (state === "locked") events.locked();
      },
    });
  }

  get undoable(): boolean {
    return this.history.undoable || this.elsewhere.undo;
  }

  get redoable(): boolean {
    return this.history.redoable || this.elsewhere.redo;
  }

  get unread(): string[] {
    return this.codings.all().filter((coding) => coding.unread).map(({ id }) => id);
  }

  renew(mount: Mount): void {
    this.sync.renew(mount);
    if (!this.me) void this.load();
  }

  now(): void {
    this.sync.now();
  }

  end(): void {
    this.ended = true;
    this.sync.stop();
  }

  async load(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    const began = performance.now();
    const snapshot = await this.sync.load().catch((error: Error) => this.events.failed(error.message));
    this.loading = false;
    if (!snapshot || this.ended) return;
    this.take(snapshot);
    const before = this.outbox.adopt();
    if (before.length) this.events.say(`${count(before.length, "change")} from before will be saved now.`);
    for (const operation of this.outbox.batch(Infinity)) this.codings.apply(patchesOf(operation, this.codings, this.me));
    this.events.loaded(snapshot);
    untilShown("painted", began);
    this.sync.now();
  }

  /** Carry out an operation here at once and send it. */
  act(act: Act, began = performance.now()): void {
    const operation = { id: newId(), ...act } as Operation;
    const patches = patchesOf(operation, this.codings, this.me);
    this.history.add({ step: operation.id, patches });
    this.send(operation, patches, began);
  }

  /** Give a span a code; false where this coder's quotation of it has the code already. */
  code(start: number, end: number, code: string, began: number): Passage | null {
    const held = this.codings.sameSpan(start, end, this.me);
    if (held?.codings.some((coding) => coding.code === code)) return null;
    const quotation = held?.id ?? newId();
    this.act({ kind: "code", coding: newId(), quotation, start, end, code, valence: null }, began);
    return this.codings.passage(quotation) ?? null;
  }

  newCode(name: string, began: number): string {
    const id = newId();
    this.codes.set(id, { id, name, path: name, colour: "", definition: "", retired: false });
    this.act({ kind: "new code", code: id, name, parent: null }, began);
    return id;
  }

  deleteQuotation(passage: Passage): void {
    this.act({ kind: "uncode", codings: passage.codings.map(({ id }) => id) });
  }

  markAllRead(): void {
    const { unread } = this;
    this.act({ kind: "looked", codes: null });
    if (unread.length) this.act({ kind: "read", codings: unread });
    this.looked = { ...this.looked, codes: this.looked.of };
    this.events.state();
  }

  /** Undo or redo the coder's last step; false where there is none. */
  turn(kind: "undo" | "redo"): boolean {
    const began = performance.now();
    const entry = kind === "undo" ? this.history.undo() : this.history.redo();
    if (!entry && !this.elsewhere[kind]) return false;
    this.send({ id: newId(), kind, step: entry?.step ?? null }, entry?.patches ?? [], began);
    return true;
  }

  private send(operation: Operation, patches: Patch[], began: number): void {
    beginCommit(operation.id, began);
    this.outbox.add({ operation, touches: patches.map(({ was, now }) => (now ?? was)!.id) });
    this.sync.now(); // first: the server works while the words are painted here
    untilShown("visible", began);
    this.apply(patches);
    this.events.state();
  }

  private apply(patches: readonly Patch[]): void {
    if (patches.length) this.events.changed(this.codings.apply(patches));
  }

  private take(snapshot: Snapshot): void {
    this.me = snapshot.me;
    this.codes.clear();
    for (const code of snapshot.codes) this.codes.set(code.id, code);
    for (const coder of snapshot.coders) this.coders.set(coder.id, coder.name);
    this.codings = new Codings(snapshot.turns, snapshot.codings);
    this.looked = snapshot.looked;
    Object.assign(this.elsewhere, { undo: snapshot.undo !== null, redo: snapshot.redo !== null });
  }

  /** Read all anew, where what was done here and what the server has may have parted. */
  private async reload(reason: string): Promise<void> {
    if (reason) this.events.say(reason);
    this.history.clear();
    this.events.parted();
    await this.load();
  }

  private answered({ acknowledged, refused, said, changes, undo, redo }: Answer): void {
    acknowledged.forEach(endCommit);
    if (undo !== undefined) this.elsewhere.undo = undo !== null;
    if (redo !== undefined) this.elsewhere.redo = redo !== null;
    this.receive(changes);
    for (const { words } of said) this.events.say(words);
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
        codesChanged ||= !same(this.codes.get(change.code.id), change.code);
        this.codes.set(change.code.id, change.code);
      } else if (change.kind === "code gone") codesChanged = this.codes.delete(change.id) || codesChanged;
      else if (change.kind === "coder") this.coders.set(change.coder.id, change.coder.name);
      else if (change.kind === "looked") this.looked = change.looked;
      else if (change.kind === "transcript") return void this.reload("");
    }
    this.apply(patches);
    if (codesChanged) this.events.changed(null);
    this.events.state();
  }
}

/** Whether two plain facts say the same; their fields always come in the order of their type. */
function same(one: object | null | undefined, other: object): boolean {
  return Boolean(one) && JSON.stringify(one) === JSON.stringify(other);
}
