// Memos on quotations as the page shows them, and what is written and not yet saved.
import { Shelf, type Keep } from "../kept/shelf";
import type { Memo, Operation } from "./types";

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
  private readonly shelf: Shelf;

  constructor(keep: Keep | null, private readonly prefix: string) {
    this.shelf = new Shelf(keep, new Map()); // full, or forbidden: the words live as long as the page
  }

  /** Of what something is being written, by id. */
  ids(): string[] {
    return this.shelf.keys(this.prefix).map((key) => key.slice(this.prefix.length));
  }

  get(id: string): string | null {
    return this.shelf.get(this.prefix + id);
  }

  set(id: string, words: string): void {
    this.shelf.set(this.prefix + id, words);
  }

  drop(id: string): void {
    this.shelf.remove(this.prefix + id);
  }
}
