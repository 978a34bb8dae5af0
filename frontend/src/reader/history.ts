// What was done in this window, so that undo shows at once; the project's log on the server is the truth.
import { inverse } from "./codings";
import type { Patch, Turns } from "./types";

export interface Done {
  step: string;
  patches: Patch[];
  /** What was done, in words. */
  words: string;
}

export class History {
  private done: Done[] = [];
  private undone: Done[] = [];

  /** What undo would take back, in words; null where this window did nothing. */
  get undoable(): string | null {
    return this.done.at(-1)?.words ?? null;
  }

  get redoable(): string | null {
    return this.undone.at(-1)?.words ?? null;
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
    return { ...entry, patches: inverse(entry.patches) };
  }

  redo(): Done | null {
    const entry = this.undone.pop();
    if (!entry) return null;
    this.done.push(entry);
    return entry;
  }

  /** Forget what the server would not turn next, as other steps came between; what it has not got yet comes after them. */
  keepTo({ last, next }: Pick<Turns, "last" | "next">, waits: (step: string) => boolean): void {
    const known = this.done.filter(({ step }) => !waits(step)).at(-1);
    if (known && known.step !== last) this.done = this.done.filter(({ step }) => waits(step));
    const again = this.undone.at(-1);
    if (again && !waits(again.step) && again.step !== next) this.undone = [];
  }

  clear(): void {
    this.done = [];
    this.undone = [];
  }
}
