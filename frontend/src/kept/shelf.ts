// Where what waits to be saved is kept: on this computer, and in this page where the computer refuses.
import { shared, tellWaiting } from "./page";

/** The part of `localStorage` that is used. */
export type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export class Shelf {
  constructor(private readonly keep: Keep | null, private readonly here: Map<string, string> = shared().kept) {}

  /** The keys that begin so, in one order. */
  keys(prefix: string): string[] {
    const { keep } = this;
    const there = keep ? Array.from({ length: keep.length }, (_, index) => keep.key(index) ?? "") : [];
    return [...new Set([...there, ...this.here.keys()])].filter((key) => key.startsWith(prefix)).sort();
  }

  get(key: string): string | null {
    return this.here.get(key) ?? this.keep?.getItem(key) ?? null;
  }

  /** False where only this page keeps it. */
  set(key: string, value: string): boolean {
    const kept = this.write(key, value);
    if (kept) this.here.delete(key);
    else this.here.set(key, value);
    tellWaiting();
    return kept;
  }

  remove(key: string): void {
    this.here.delete(key);
    this.keep?.removeItem(key);
    tellWaiting();
  }

  private write(key: string, value: string): boolean {
    try {
      this.keep?.setItem(key, value);
    } catch {
      return false; // full, or forbidden: private windows
    }
    return this.keep !== null;
  }
}
