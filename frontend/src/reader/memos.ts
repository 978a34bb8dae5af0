// Memos on quotations as the page shows them, and what is written and not yet saved.
import type { Memo, Operation } from "./types";

/** The part of `localStorage` that drafts use. */
type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export class Memos {
  private readonly byId = new Map<string, Memo>();

  constructor(memos: Iterable<Memo> = []) {
    for (const memo of memos) this.byId.set(memo.id, memo);
  }

  /** Those on a quotation, oldest first. */
  on(quotation: string): Memo[] {
    const those = [...this.byId.values()].filter((memo) => memo.quotation === quotation);
    return those.sort((one, other) => (one.at < other.at ? -1 : 1));
  }

  get(id: string): Memo | undefined {
    return this.byId.get(id);
  }

  /** Carry out an operation here at once; returns the quotation that it touches, null where it is no matter of memos. */
  apply(operation: Operation, me: string): string | null {
    if (operation.kind === "memo") {
      const { memo: id, quotation, words } = operation;
      return this.set({ id, quotation, coder: me, text: words, words, at: new Date().toISOString() });
    }
    if (operation.kind !== "change memo") return null;
    const was = this.byId.get(operation.memo);
    if (!was) return null;
    const { words } = operation;
    return words === null ? this.drop(was.id) : this.set({ ...was, text: words, words });
  }

  /** Take over what the server says; returns the quotation that looks different now, null where none does. */
  set(memo: Memo): string | null {
    if (JSON.stringify(this.byId.get(memo.id)) === JSON.stringify(memo)) return null;
    this.byId.set(memo.id, memo);
    return memo.quotation;
  }

  drop(id: string): string | null {
    const was = this.byId.get(id);
    this.byId.delete(id);
    return was?.quotation ?? null;
  }
}

/** What is being written, kept on this computer until it is saved or given up: by the memo's or the quotation's id. */
export class Drafts {
  private readonly here = new Map<string, string>();

  constructor(private readonly keep: Keep | null, private readonly prefix: string) {}

  get(id: string): string | null {
    return this.here.get(id) ?? this.keep?.getItem(this.prefix + id) ?? null;
  }

  set(id: string, words: string): void {
    this.here.set(id, words);
    try {
      this.keep?.setItem(this.prefix + id, words);
    } catch {
      return; // full, or forbidden: the words live as long as the page
    }
  }

  drop(id: string): void {
    this.here.delete(id);
    this.keep?.removeItem(this.prefix + id);
  }
}
