// Decisions that the server has not acknowledged: in memory, and on this computer so that a reload loses none.
import type { Decision } from "./types";

/** The part of `localStorage` that the queue uses. */
export type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export class Queue {
  private waiting: Decision[];

  constructor(private readonly keep: Keep | null, private readonly key: string) {
    this.waiting = parse(keep?.getItem(key) ?? null);
  }

  get size(): number {
    return this.waiting.length;
  }

  get all(): readonly Decision[] {
    return this.waiting;
  }

  add(decision: Decision): void {
    this.waiting.push(decision);
    this.save();
  }

  batch(limit: number): Decision[] {
    return this.waiting.slice(0, limit);
  }

  remove(ids: Iterable<string>): void {
    const gone = new Set(ids);
    this.waiting = this.waiting.filter(({ id }) => !gone.has(id));
    this.save();
  }

  private save(): void {
    try {
      if (this.waiting.length) this.keep?.setItem(this.key, JSON.stringify(this.waiting));
      else this.keep?.removeItem(this.key);
    } catch {
      return; // full, or forbidden: they live in this page only
    }
  }
}

function parse(kept: string | null): Decision[] {
  try {
    const items: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(items) ? (items.filter((item) => typeof item?.id === "string") as Decision[]) : [];
  } catch {
    return []; // another program's entry under our name
  }
}
