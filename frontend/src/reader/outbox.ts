// Operations that the server has not acknowledged: in memory, and on this computer so that a reload loses none.
import type { Operation } from "./types";

export interface Waiting<Sent extends { id: string } = Operation> {
  operation: Sent;
  /** Ids of what it changes here: until it is acknowledged, the server's word on them is old. */
  touches: string[];
}

/** The part of `localStorage` that the outbox uses. */
export type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export class Outbox<Sent extends { id: string } = Operation> {
  private waiting: Waiting<Sent>[] = [];
  /** False where this computer refused to keep them: then they live in this page only. */
  kept = true;

  constructor(private readonly keep: Keep | null, private readonly prefix: string, private readonly own: string) {}

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
    const gone = new Set(ids);
    this.waiting = this.waiting.filter(({ operation }) => !gone.has(operation.id));
    this.save();
  }

  /** Whether an operation waits, or an undo or redo of it. */
  waits(step: string): boolean {
    return this.waiting.some(({ operation }) => operation.id === step || ("step" in operation && operation.step === step));
  }

  touches(id: string): boolean {
    return this.waiting.some(({ touches }) => touches.includes(id));
  }

  /** Take over what other windows or an earlier visit left, oldest first; returns what was new here. */
  adopt(): Waiting<Sent>[] {
    const adopted: Waiting<Sent>[] = [];
    const emptied: string[] = [];
    for (const key of this.keys()) {
      const known = new Set(this.waiting.map(({ operation }) => operation.id));
      for (const item of parse<Sent>(this.keep?.getItem(key) ?? null)) {
        if (known.has(item.operation.id)) continue;
        this.waiting.push(item);
        adopted.push(item);
      }
      if (key !== this.prefix + this.own) emptied.push(key);
    }
    if (adopted.length) this.save();
    if (this.kept) emptied.forEach((key) => this.keep?.removeItem(key));
    return adopted;
  }

  private keys(): string[] {
    const keep = this.keep;
    if (!keep) return [];
    const keys = Array.from({ length: keep.length }, (_, index) => keep.key(index) ?? "");
    return keys.filter((key) => key.startsWith(this.prefix)).sort();
  }

  private save(): void {
    this.kept = this.keep !== null && write(this.keep, this.prefix + this.own, this.waiting);
  }
}

function write(keep: Keep, key: string, waiting: readonly unknown[]): boolean {
  try {
    if (waiting.length) keep.setItem(key, JSON.stringify(waiting));
    else keep.removeItem(key);
  } catch {
    return false; // full, or forbidden: private windows
  }
  return true;
}

function parse<Sent extends { id: string }>(kept: string | null): Waiting<Sent>[] {
  try {
    const items: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(items) ? (items.filter((item) => item?.operation?.id && Array.isArray(item.touches)) as Waiting<Sent>[]) : [];
  } catch {
    return []; // another program's entry under our name
  }
}
