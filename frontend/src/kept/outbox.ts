// Operations that the server has not acknowledged: in memory, and on this computer so that a reload loses none.
import { shared } from "./page";
import type { Shelf } from "./shelf";

const PREFIX = "themes-outbox:";

export interface Waiting<Sent extends { id: string }> {
  operation: Sent;
  /** Ids of what it changes here: until it is acknowledged, the server's word on them is old. */
  touches: string[];
  /** What it does, in words, should it not be possible any more. */
  words?: string;
}

/** Whose changes wait, and of what: a transcript's id, with "/names" for the review of names in it, or "matrix". */
export interface Whose {
  project: string;
  place: string;
  coder: string;
}

/** What one surface, open or closed since, has kept. */
export interface Box<Sent extends { id: string }> {
  key: string;
  place: string;
  waiting: Waiting<Sent>[];
}

export class Outbox<Sent extends { id: string }> {
  private waiting: Waiting<Sent>[] = [];
  private readonly key: string;
  /** False where this computer refused to keep them: then they live in this page only. */
  kept = true;

  constructor(private readonly shelf: Shelf, private readonly whose: Whose, own: string) {
    this.key = `${prefixOf(whose)}${own}`;
    shared().open.add(this.key);
  }

  get size(): number {
    return this.waiting.length;
  }

  add(item: Waiting<Sent>): void {
    this.waiting.push(item);
    this.save();
  }

  batch(limit: number): Sent[] {
    return this.waiting.slice(0, limit).map(({ operation }) => operation);
  }

  remove(ids: Iterable<string>): void {
    this.waiting = without(this.waiting, ids);
    this.save();
  }

  /** What the server will not have does not wait any more: who was refused says what becomes of it. */
  refuse(ids: Iterable<string>): void {
    this.remove(ids);
  }

  /** Whether an operation waits, or an undo or redo of it. */
  waits(step: string): boolean {
    return this.waiting.some(({ operation }) => operation.id === step || ("step" in operation && operation.step === step));
  }

  touches(id: string): boolean {
    return this.waiting.some(({ touches }) => touches.includes(id));
  }

  /** How many changes of this coder wait beside these, in other places of the study and other windows. */
  elsewhere(): number {
    const own = new Set(this.waiting.map(({ operation }) => operation.id));
    const others = boxesOf(this.shelf, this.whose).filter(({ key }) => key !== this.key);
    const ids = others.flatMap(({ waiting }) => waiting.map(({ operation }) => operation.id));
    return new Set(ids.filter((id) => !own.has(id))).size;
  }

  /** Take over what other windows or an earlier visit left, oldest first; returns what was new here. */
  adopt(): Waiting<Sent>[] {
    const adopted: Waiting<Sent>[] = [];
    const emptied: string[] = [];
    for (const { key, waiting } of boxesOf<Sent>(this.shelf, this.whose, this.whose.place)) {
      const known = new Set(this.waiting.map(({ operation }) => operation.id));
      const fresh = waiting.filter(({ operation }) => !known.has(operation.id));
      this.waiting.push(...fresh);
      adopted.push(...fresh);
      if (key !== this.key) emptied.push(key);
    }
    if (adopted.length) this.save();
    if (this.kept) emptied.forEach((key) => this.shelf.remove(key));
    return adopted;
  }

  /** Its surface is closed: who carries what is left sends it from now on. */
  close(): void {
    shared().open.delete(this.key);
    if (this.size) this.save();
  }

  private save(): void {
    this.kept = true;
    if (this.waiting.length) this.kept = this.shelf.set(this.key, JSON.stringify(this.waiting));
    else this.shelf.remove(this.key);
  }
}

/** Everything that is kept of a coder's changes in a study, or in one place of it. */
export function boxesOf<Sent extends { id: string }>(shelf: Shelf, { project, coder }: Omit<Whose, "place">, only?: string): Box<Sent>[] {
  const study = `${PREFIX}${project}:`;
  return shelf.keys(only === undefined ? study : prefixOf({ project, place: only, coder })).flatMap((key) => {
    const place = key.slice(study.length).split(":", 1)[0]!;
    const before = prefixOf({ project, place, coder });
    const itsOwn = key.startsWith(before) && !key.slice(before.length).includes(":"); // “A” is not “A:B”
    return itsOwn ? [{ key, place, waiting: parse<Sent>(shelf.get(key)) }] : [];
  });
}

/** Take changes out of what a surface has kept. */
export function removeFrom(shelf: Shelf, key: string, ids: Iterable<string>): void {
  const left = without(parse(shelf.get(key)), ids);
  if (left.length) shelf.set(key, JSON.stringify(left));
  else shelf.remove(key);
}

function prefixOf({ project, place, coder }: Whose): string {
  return `${PREFIX}${project}:${place}:${coder}:`;
}

function without<Sent extends { id: string }>(waiting: Waiting<Sent>[], ids: Iterable<string>): Waiting<Sent>[] {
  const gone = new Set(ids);
  return waiting.filter(({ operation }) => !gone.has(operation.id));
}

function parse<Sent extends { id: string }>(kept: string | null): Waiting<Sent>[] {
  try {
    const items: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(items) ? (items.filter((item) => item?.operation?.id && Array.isArray(item.touches)) as Waiting<Sent>[]) : [];
  } catch {
    return []; // another program's entry under our name
  }
}
