// What was done in this window, so that undo shows at once; the project's log on the server is the truth.
import { inverse } from "./codings";
import type { Patch } from "./types";

export interface Done {
  step: string;
  patches: Patch[];
}

export class History {
  private done: Done[] = [];
  private undone: Done[] = [];

  get undoable(): boolean {
    return this.done.length > 0;
  }

  get redoable(): boolean {
    return this.undone.length > 0;
  }

  add(entry: Done): void {
    this.done.push(entry);
    this.undone = [];
  }

  /** The step to be undone and the changes that do it here; null where this window did nothing. */
  undo(): Done | null {
    const entry = this.done.pop();
    if (!entry) return null;
    this.undone.push(entry);
    return { step: entry.step, patches: inverse(entry.patches) };
  }

  redo(): Done | null {
    const entry = this.undone.pop();
    if (!entry) return null;
    this.done.push(entry);
    return entry;
  }

  clear(): void {
    this.done = [];
    this.undone = [];
  }
}
