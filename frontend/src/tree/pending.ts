// What was done here and is not settled yet: all of it goes with each message, so that none is lost when one is
// overtaken by the next, and again after a while, until the server says that it is settled.
import { shared, tellWaiting } from "../kept/page";
import { after } from "./arrange";
import type { Asked, Item } from "./types";

const AGAIN_MS = 4000;

export class Pending {
  private waiting: Asked[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly send: (all: Asked[]) => void) {}

  get size(): number {
    return this.waiting.length;
  }

  add(asked: Asked): void {
    this.waiting.push(asked);
    this.count();
    this.tell();
  }

  settle(ids: Iterable<string>): void {
    const settled = new Set(ids);
    this.waiting = this.waiting.filter(({ id }) => !settled.has(id));
    if (!this.waiting.length) clearTimeout(this.timer);
    this.count();
  }

  /** The items as they will be once all is settled. */
  over(items: readonly Item[]): Item[] {
    return this.waiting.reduce((now, asked) => after(now, asked), [...items]);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.waiting = [];
    this.count();
  }

  /** The word in the bar is on these too. */
  private count(): void {
    if (shared().beside.get("codebook") === this.size) return;
    shared().beside.set("codebook", this.size);
    tellWaiting();
  }

  private tell(): void {
    clearTimeout(this.timer);
    if (!this.waiting.length) return;
    this.send([...this.waiting]);
    this.timer = setTimeout(() => this.tell(), AGAIN_MS);
  }
}
