// What is known of the transcript and what is done to it: codes, codings, history, and the outbox to the server.
import { Outbox } from "../kept/outbox";
import { shared } from "../kept/page";
import { Shelf } from "../kept/shelf";
import { together, type Standing } from "../kept/words";
import { Codings, type Passage } from "./codings";
import { count } from "./dom";
import { History } from "./history";
import { Drafts, Memos } from "./memos";
import { beginCommit, endCommit, untilShown } from "./measure";
import { taken } from "./news";
import { newId, patchesOf } from "./operations";
import { inWords } from "./inwords";
import type { Elsewhere } from "./parts";
import type { Hidden, Suggestion, Told } from "./proposal";
import { Sync, type State } from "./sync";
import type { Answer, Change, Code, Coding, LookedAt, Mount, Operation, Patch, Question, Snapshot, Turns } from "./types";

/** An operation before it has an id, kind by kind. */
type Act = Operation extends infer One ? (One extends Operation ? Omit<One, "id"> : never) : never;

/** A span in the text of one version. */
export interface Place {
  start: number;
  end: number;
  text: string;
}

/** What could not be saved: what it was, its place in the text where it has one, and why. */
export interface Refusal {
  what: string;
  place: Place | null;
  reason: string;
}

export interface DeskEvents {
  loaded(snapshot: Snapshot): void;
  failed(words: string): void;
  /** Turns that look different now, null where all do; whether that was done here, or is news from elsewhere. */
  changed(turns: Iterable<number> | null, here: boolean): void;
  parted(): void;
  say(words: string): void;
  /** What could not be saved, and why: not to be overlooked. */
  refused(refusals: readonly Refusal[]): void;
  state(): void;
  /** The token is not taken any more: a restart of the server or a long night. */
  locked(): void;
  /** Nobody has said yet who codes here, and somebody tries to. */
  asks(): void;
}

export class Desk {
  readonly codes = new Map<string, Code>();
  readonly coders = new Map<string, string>();
  codings = new Codings([], []);
  memos = new Memos();
  readonly drafts: Drafts;
  me = "";
  /** How dates are written. */
  dates = "";
  /** Which words the positions are of. */
  version = "";
  looked: LookedAt = { read: false, codes: 0, of: 0 };
  /** Codings made under an older definition. */
  older: ReadonlySet<string> = new Set();
  questions: readonly Question[] = [];
  state: State = "saving";
  readonly outbox: Outbox<Operation>;
  private readonly sync: Sync;
  private readonly history = new History();
  private elsewhere: Turns = { undo: null, redo: null, last: null, next: null };
  /** What waits, in words, by its id. */
  private readonly doing = new Map<string, string>();
  private title = "";
  private loading = false;
  private readonly own = newId();
  private taken = false;
  private ended = false;

  constructor(private readonly mount: Mount, keep: Storage | null, private readonly events: DeskEvents) {
    const { project, transcript: place, coder } = mount;
    this.outbox = new Outbox(new Shelf(keep), { project, place, coder }, this.own);
    this.drafts = new Drafts(keep, `themes-draft:${project}:${coder}:`);
    shared().typed.set(this.own, () => this.written);
    this.sync = new Sync(mount, this.outbox, {
      changes: (changes, turns) => {
        this.turns(turns);
        this.receive(changes);
      },
      answered: (answer, batch) => this.answered(answer, batch),
      refused: (reason) => void this.reload(reason),
      state: (state) => {
        this.state = state;
        events.state();
        if (state === "locked") events.locked();
      },
    });
  }

  /** What undo would take back, in words; null where there is nothing. */
  get undoable(): string | null {
    return this.history.undoable ?? this.elsewhere.undo;
  }

  get redoable(): string | null {
    return this.history.redoable ?? this.elsewhere.redo;
  }

  /** How far the project's log is known here. */
  get seq(): number {
    return this.sync.seq;
  }

  /** How it stands with all that this coder did in the study. */
  get standing(): Standing {
    const { state, outbox } = this;
    return together({ state, waiting: outbox.size, kept: outbox.kept }, outbox.elsewhere());
  }

  /** The memos of this transcript that are being written and not saved, as people say them. */
  get written(): string[] {
    const { drafts, memos, codings, codes } = this;
    return drafts.ids().flatMap((id) => {
      const memo = memos.get(id);
      const passage = codings.passage(memo?.quotation ?? id);
      const typed = drafts.get(id)?.trim();
      const code = codes.get(passage?.codings[0]?.code ?? "")?.name;
      return passage && typed && typed !== memo?.text ? [`memo on a passage${code ? ` of “${code}”` : ""}`] : [];
    });
  }

  get unread(): string[] {
    return this.codings.all().filter((coding) => coding.unread).map(({ id }) => id);
  }

  renew(mount: Mount): void {
    this.sync.renew(mount);
    if (!this.taken) void this.load();
  }

  now(): void {
    this.sync.now();
  }

  end(): void {
    this.ended = true;
    this.sync.stop();
    this.outbox.close();
    shared().typed.delete(this.own);
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
    for (const { operation, words } of before) this.doing.set(operation.id, words ?? "");
    for (const operation of this.outbox.batch(Infinity)) {
      this.codings.apply(this.patches(operation));
      this.memos.apply(operation, this.me);
    }
    this.events.loaded(snapshot);
    untilShown("painted", began);
    this.sync.now();
  }

  /** Whether nobody has said yet who codes here, and so nothing is done: they are asked. */
  asksFirst(): boolean {
    if (this.mount.coder) return false;
    this.events.asks();
    return true;
  }

  /** Carry out an operation here at once and send it. */
  act(act: Act, began = performance.now()): void {
    if (this.asksFirst()) return;
    const operation = { id: newId(), ...act } as Operation;
    const patches = this.patches(operation);
    const words = inWords(operation, patches, this.codes, this.title);
    this.history.add({ step: operation.id, patches, words });
    this.send(operation, patches, words, began);
  }

  /** Give a span a code; false where this coder's quotation of it has the code already. */
  code(start: number, end: number, code: string, began: number): Passage | null {
    const held = this.codings.sameSpan(start, end, this.me);
    if (held?.codings.some((coding) => coding.code === code)) return null;
    const quotation = held?.id ?? newId();
    this.act({ kind: "code", coding: newId(), quotation, start, end, text: this.version, code, valence: null }, began);
    return this.codings.passage(quotation) ?? null;
  }

  /** Give a span a code that is made for it. */
  codeAnew(start: number, end: number, name: string, began: number): Passage | null {
    const quotation = this.codings.sameSpan(start, end, this.me)?.id ?? newId();
    this.act({ kind: "code anew", coding: newId(), quotation, start, end, text: this.version, code: newId(), name }, began);
    return this.codings.passage(quotation) ?? null;
  }

  /** What is suggested here; null where the server does not say. */
  suggestions(anyway: boolean): Promise<Told | null> {
    return this.sync.suggestions(anyway);
  }

  /** Where words stand in parts of the transcript that are not shown; null where the server does not say. */
  inOtherParts(words: string): Promise<Elsewhere | null> {
    return this.sync.elsewhere(words);
  }

  /** Why nothing is suggested now; null where the server does not say. */
  whyHidden(): Promise<Hidden | null> {
    return this.sync.whyHidden();
  }

  /** Accept a suggestion as a coding, or keep that it is not right; what it stood on is kept with the answer. */
  answerSuggestion({ start, end, code, probability, similarity, because }: Suggestion, yes: boolean, began: number): void {
    const answered = { suggestion: newId(), start, end, text: this.version, code, probability, similarity, because };
    if (!yes) return this.act({ kind: "reject", ...answered }, began);
    const quotation = this.codings.sameSpan(start, end, this.me)?.id ?? newId();
    this.act({ kind: "accept", coding: newId(), quotation, ...answered }, began);
  }

  deleteQuotation(passage: Passage): void {
    this.act({ kind: "uncode", codings: passage.codings.map(({ id }) => id) });
  }

  /** Say that a coding made under an older definition holds under the one of now. */
  confirm({ id }: Coding): void {
    this.older = new Set([...this.older].filter((older) => older !== id));
    this.act({ kind: "confirm", codings: [id] });
  }

  markAllRead(): void {
    if (this.asksFirst()) return;
    const { unread } = this;
    this.act({ kind: "looked", codes: null });
    if (unread.length) this.act({ kind: "read", codings: unread });
    this.looked = { read: true, codes: this.looked.of, of: this.looked.of };
    this.events.state();
  }

  /** Undo or redo the coder's last step; false where there is none. */
  turn(kind: "undo" | "redo"): boolean {
    if (this.asksFirst()) return true;
    const began = performance.now();
    const entry = kind === "undo" ? this.history.undo() : this.history.redo();
    if (!entry && this.elsewhere[kind] === null) return false;
    this.send({ id: newId(), kind, step: entry?.step ?? null }, entry?.patches ?? [], kind, began);
    return true;
  }

  private send(operation: Operation, patches: Patch[], words: string, began: number): void {
    beginCommit(operation.id, began);
    const touches = patches.map(({ was, now }) => (now ?? was)!.id);
    if ("memo" in operation) touches.push(operation.memo);
    this.doing.set(operation.id, words);
    this.outbox.add({ operation, touches, words });
    this.sync.now(); // first: the server works while the words are painted here
    untilShown("visible", began);
    this.apply(patches, true);
    const noted = this.memos.apply(operation, this.me);
    if (noted) this.events.changed(this.codings.turnsOf(noted), true);
    this.events.state();
  }

  /** What an operation changes here; the code that it makes is known from now on. */
  private patches(operation: Operation): Patch[] {
    if (operation.kind === "code anew") {
      const { code: id, name } = operation;
      if (!this.codes.has(id)) this.codes.set(id, { id, name, path: name, colour: "", definition: "", retired: false });
    }
    return patchesOf(operation, this.codings, this.me);
  }

  private apply(patches: readonly Patch[], here: boolean): void {
    if (patches.length) this.events.changed(this.codings.apply(patches), here);
  }

  private take(snapshot: Snapshot): void {
    this.taken = true;
    this.me = snapshot.me;
    this.version = snapshot.version;
    this.codes.clear();
    for (const code of snapshot.codes) this.codes.set(code.id, code);
    for (const coder of snapshot.coders) this.coders.set(coder.id, coder.name);
    this.codings = new Codings(snapshot.turns, snapshot.codings);
    this.looked = snapshot.looked;
    this.older = new Set(snapshot.older);
    this.questions = snapshot.questions;
    this.title = snapshot.title;
    this.memos = new Memos(snapshot.memos);
    this.turns(snapshot);
  }

  /** Read all anew, where what was done here and what the server has may have parted. */
  private async reload(reason: string): Promise<void> {
    if (reason) this.events.say(reason);
    this.history.clear();
    this.events.parted();
    await this.load();
  }

  /** What undo and redo are to the server, which knows also what was done beside this window. */
  private turns({ undo, redo, last, next }: Turns): void {
    this.elsewhere = { undo, redo, last, next };
    this.history.keepTo(this.elsewhere, (step) => this.outbox.waits(step));
  }

  private answered({ acknowledged, refused, said, changes, ...turns }: Answer, batch: readonly Operation[]): void {
    acknowledged.forEach(endCommit);
    if (turns.last !== undefined) this.turns(turns as Turns);
    this.receive(changes);
    for (const { words } of said) this.events.say(words);
    this.refuse(refused, batch);
    for (const { id } of batch) this.doing.delete(id);
  }

  private refuse(refused: Answer["refused"], batch: readonly Operation[]): void {
    if (!refused.length) return;
    const refusals: Refusal[] = [];
    for (const { id, reason } of refused) {
      const operation = batch.find((one) => one.id === id);
      if (operation) this.keepWords(operation);
      const place = operation && "start" in operation ? operation : null;
      refusals.push({ what: this.doing.get(id) ?? "", place, reason });
    }
    this.events.refused(refusals);
    void this.reload("");
  }

  /** What was written and refused is kept beside what stands: at the memo, or at its quotation where it is gone. */
  private keepWords(operation: Operation): void {
    if (operation.kind === "memo") this.drafts.set(operation.quotation, operation.words);
    if (operation.kind !== "change memo" || operation.words === null) return;
    this.drafts.set(this.memos.get(operation.memo) ? operation.memo : operation.quotation, operation.words);
  }

  private receive(changes: readonly Change[]): void {
    const { codes, coders, codings, memos, outbox } = this;
    const news = taken(changes, { codes, coders, codings, memos, waits: (id) => outbox.touches(id) });
    this.looked = news.looked ?? this.looked;
    this.older = news.older ?? this.older;
    if (news.rewritten) return void this.reload("");
    this.apply(news.patches, false);
    const turns = news.noted.flatMap((quotation) => this.codings.turnsOf(quotation));
    if (turns.length) this.events.changed(new Set(turns), false);
    if (news.codesChanged) this.events.changed(null, false);
    this.events.state();
  }
}
