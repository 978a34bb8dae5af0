// Words in the parts of a long transcript that are not shown: the server knows where, and the page goes there.

/** How often words stand before and after the part that is shown, and code points of the whole text to go to. */
export interface Elsewhere {
  n_before: number;
  n_after: number;
  previous: number | null;
  next: number | null;
  first: number | null;
  last: number | null;
}

/** What a transcript that is shown in parts can say of those that are not. */
export interface Parts {
  /** Null where the server does not say. */
  ask(words: string): Promise<Elsewhere | null>;
  /** Show the part that holds a code point of the whole text. */
  go(position: number): void;
}

const RESTS_MS = 150;

/** The words that are looked for in the next part, once it is shown: each part has a surface of its own. */
let sought: { transcript: string; words: string } | null = null;

export class OtherParts {
  /** What is known of the words asked for last; null while, or where, it is not. */
  known: Elsewhere | null = null;
  asking: Promise<void> | null = null;
  private nth = 0;

  constructor(private readonly transcript: string, private readonly parts: Parts) {}

  /** Whether the transcript is shown in parts at all. */
  get any(): boolean {
    return this.transcript.includes("@");
  }

  /** Ask for words once they rest; `told` when the answer has come, unless others were asked for meanwhile. */
  look(words: string, told: () => void): void {
    const nth = ++this.nth;
    this.known = null;
    this.asking = null;
    if (!this.any || !words.trim()) return;
    this.asking = this.answer(words, nth).then(() => {
      if (nth !== this.nth) return;
      this.asking = null;
      told();
    });
  }

  /** Go to the nearest hit on that side, else to the one at the other end; false where there is none elsewhere. */
  go(by: 1 | -1, words: string): boolean {
    const { known } = this;
    const position = by > 0 ? (known?.next ?? known?.first) : (known?.previous ?? known?.last);
    if (position === null || position === undefined) return false;
    sought = { transcript: this.whole, words };
    this.parts.go(position);
    return true;
  }

  /** The words that were looked for as this part was gone to; null where it was not so. */
  take(): string | null {
    const words = sought?.transcript === this.whole ? sought.words : null;
    sought = null;
    return words;
  }

  private get whole(): string {
    return this.transcript.split("@", 1)[0]!;
  }

  private async answer(words: string, nth: number): Promise<void> {
    await new Promise((rested) => setTimeout(rested, RESTS_MS));
    if (nth !== this.nth) return;
    const known = await this.parts.ask(words);
    if (nth === this.nth) this.known = known;
  }
}
