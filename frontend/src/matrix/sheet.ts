// What is known of the matrix here: what the server told, and on top what was written and is still on its way.
import type { Drafts } from "../reader/memos";
import { newId } from "../reader/operations";
import type { Outbox } from "../kept/outbox";
import type { Answer, CellTold, Mount, Snapshot, Summary, View, Wrote } from "./types";

export type Key = string;

/** A cell by the ids of its row and its column. */
export function keyOf(row: string, column: string): Key {
  return `${row} ${column}`;
}

const NOTHING: CellTold = [[], "not", null];

export class Sheet {
  rows: Snapshot["rows"] = [];
  columns: Snapshot["columns"] = [];
  readOnly = true;
  seq = 0;
  private readonly cells = new Map<Key, CellTold>();
  private readonly own = new Map<Key, Summary | null>();
  private readonly last = new Map<Key, string>();

  constructor(private readonly outbox: Outbox<Wrote>, readonly drafts: Drafts, private readonly coder: string) {}

  /** Take over what the server tells; returns the cells that are others now, null where the rows or columns are. */
  take(snapshot: Snapshot): Key[] | null {
    const heads = JSON.stringify([this.rows, this.columns, this.readOnly]);
    const before = new Map(this.cells);
    Object.assign(this, { rows: snapshot.rows, columns: snapshot.columns, readOnly: snapshot.readOnly, seq: snapshot.seq });
    this.cells.clear();
    snapshot.rows.forEach((row, down) => {
      snapshot.columns.forEach((column, across) => this.cells.set(keyOf(row.id, column.id), snapshot.cells[down]?.[across] ?? NOTHING));
    });
    if (heads !== JSON.stringify([this.rows, this.columns, this.readOnly])) return null;
    return [...this.cells.keys()].filter((key) => JSON.stringify(before.get(key)) !== JSON.stringify(this.cells.get(key)));
  }

  quotations(key: Key): string[] {
    return (this.cells.get(key) ?? NOTHING)[0];
  }

  looked(key: Key): CellTold[1] {
    return (this.cells.get(key) ?? NOTHING)[1];
  }

  summary(key: Key): Summary | null {
    return this.own.has(key) ? (this.own.get(key) ?? null) : (this.cells.get(key) ?? NOTHING)[2];
  }

  isOnItsWay(key: Key): boolean {
    return this.outbox.touches(key);
  }

  /** Write in a cell, here at once; false where it says that already. */
  write(view: View, row: string, column: string, words: string, draft = false): boolean {
    const key = keyOf(row, column);
    const was = this.summary(key);
    const text = words.trim();
    if ((was?.text ?? "") === text && (was?.draft ?? false) === draft) return false;
    this.put({ kind: "write", words: text, draft }, view, row, column);
    return true;
  }

  keep(view: View, row: string, column: string): void {
    const was = this.summary(keyOf(row, column));
    if (was?.draft) this.put({ kind: "keep", words: was.text, draft: false }, view, row, column);
  }

  /** What an earlier visit or another window left is on its way again. */
  adopt(): void {
    for (const { operation } of this.outbox.adopt()) this.show(operation);
  }

  /** Take over what the server says to a batch; returns the cells that look different, and what was refused. */
  answered(answer: Answer, batch: readonly Wrote[]): Key[] {
    this.seq = Math.max(this.seq, answer.seq);
    for (const { id } of answer.refused) {
      const refused = batch.find((one) => one.id === id);
      if (refused?.kind === "write") this.drafts.set(keyOf(refused.row_id, refused.column_id), refused.words);
    }
    return answer.cells.map(({ row, column, summary }) => {
      const key = keyOf(row, column);
      const told = this.cells.get(key) ?? NOTHING;
      this.cells.set(key, [told[0], told[1], summary]);
      if (!this.outbox.touches(key)) {
        this.own.delete(key);
        this.last.delete(key);
      }
      return key;
    });
  }

  private put(done: Pick<Wrote, "kind" | "words" | "draft">, view: View, row: string, column: string): void {
    const key = keyOf(row, column);
    const after = this.outbox.touches(key) ? (this.last.get(key) ?? "") : "";
    const version = (this.cells.get(key) ?? NOTHING)[2]?.version ?? "";
    const wrote: Wrote = { id: newId(), row: view.rows, row_id: row, column: view.columns, column_id: column, version, after, ...done };
    this.outbox.add({ operation: wrote, touches: [key] });
    this.show(wrote);
  }

  private show({ id, row_id, column_id, words, draft }: Wrote): void {
    const key = keyOf(row_id, column_id);
    this.last.set(key, id);
    this.own.set(key, words ? { text: words, version: "", draft, by: this.coder, at: new Date().toISOString(), sentences: null } : null);
  }
}

/** What unfinished words are kept under: those of one project and coder. */
export function draftsOf({ project, coder }: Mount): string {
  return `themes matrix:${project}:${coder}:words `;
}
