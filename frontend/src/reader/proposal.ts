// The suggestions of a transcript as the page shows them: by place, by turn, and those answered here left out at once.
// Mirrors src/themes/ui/proposed.py. Positions count Unicode code points; ranges are half-open.
import { turnsIn } from "./codings";
import type { Turn } from "./types";

/** A code that the machine proposes for a range; it counts for nothing until a person accepts it. */
export interface Suggestion {
  start: number;
  end: number;
  code: string;
  probability: number;
  /** As cosine, to what it is most like. */
  similarity: number;
  /** False where it is little more than a guess. */
  sure: boolean;
  /** How sure it is, in short, as it stands beside the text. */
  sureness: string;
  /** The probability in words that can be checked. */
  odds: string;
  because: string[];
  /** The quotation that it is most like; null where that is the definition. */
  like: { words: string; who: string } | null;
}

/** What the server tells: what is suggested as of a sequence number of the log, or in a sentence why nothing is shown. */
export interface Told {
  seq: number;
  hidden: string;
  suggestions: Suggestion[];
}

/** Why nothing is suggested as of a sequence number of the log; empty where something is. */
export type Hidden = Pick<Told, "seq" | "hidden">;

/** A suggestion with what tells it from others: its code and place, as the machine makes all anew each time. */
export interface Proposal extends Suggestion {
  id: string;
}

export class Proposals {
  private shown: Proposal[] = [];
  private byTurn = new Map<number, Proposal[]>();
  private readonly answered = new Set<string>();

  constructor(private readonly turns: readonly Turn[]) {}

  /** In the order of the text. */
  all(): readonly Proposal[] {
    return this.shown;
  }

  in(turn: number): readonly Proposal[] {
    return this.byTurn.get(turn) ?? [];
  }

  get(id: string): Proposal | undefined {
    return this.shown.find((proposal) => proposal.id === id);
  }

  /** What was answered before now, the server knows: the next list need not be kept clear of it. */
  settle(): void {
    this.answered.clear();
  }

  /**
   * Show what the server tells, but for what was answered meanwhile; returns the turns that look different now.
   *
   * One that is `open` stays alone on its words while it is looked at, though it may have moved or gone meanwhile.
   */
  take(suggestions: readonly Suggestion[], open: Proposal | null = null): Set<number> {
    const told = suggestions.map((one) => ({ ...one, id: `${one.code} ${one.start} ${one.end}` }));
    const other = ({ start, end }: Proposal) => !open || end <= open.start || open.end <= start;
    return this.set([...told.filter((one) => !this.answered.has(one.id) && other(one)), ...(open ? [open] : [])]);
  }

  /** Leave one out, as it was answered here; returns the turns that look different now. */
  answer(proposal: Proposal): Set<number> {
    this.answered.add(proposal.id);
    return this.set(this.shown.filter(({ id }) => id !== proposal.id));
  }

  private set(now: Proposal[]): Set<number> {
    const before = this.byTurn;
    this.shown = now.sort((one, other) => one.start - other.start || one.end - other.end);
    this.byTurn = new Map();
    for (const proposal of now) {
      for (const turn of turnsIn(this.turns, proposal.start, proposal.end)) {
        this.byTurn.set(turn, [...(this.byTurn.get(turn) ?? []), proposal]);
      }
    }
    const touched = new Set<number>();
    for (const turn of [...before.keys(), ...this.byTurn.keys()]) {
      if (look(before.get(turn)) !== look(this.byTurn.get(turn))) touched.add(turn);
    }
    return touched;
  }
}

/** Of a probability: below it nothing that is shown changes. */
const FELT = 0.005;

/** What an answer did to the suggestions that stood beside it, in a sentence; empty where nothing is to be felt. */
export function moved(before: readonly Proposal[], now: readonly Proposal[]): string {
  let [rose, sank] = [0, 0];
  for (const was of before) {
    // Ends move with what was learnt: it is the same one where the code is, and words are shared.
    const found = now.find(({ code, start, end }) => code === was.code && start < was.end && was.start < end);
    if (!found || found.probability < was.probability - FELT) sank++;
    else if (found.probability > was.probability + FELT) rose++;
  }
  const moves = [sank ? [`${sank} sank`] : [], rose ? [`${rose} rose`] : []].flat();
  return moves.length ? `Of the ${before.length} others here ${moves.join(" and ")}.` : "";
}

/** What of a turn's suggestions is seen in the text and beside it. */
function look(proposals: readonly Proposal[] = []): string {
  return proposals.map((one) => `${one.id} ${one.sure} ${one.sureness} ${one.because[0] ?? ""}`).join("\n");
}
