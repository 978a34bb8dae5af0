// The codings as the page shows them: by id, by quotation, by turn, each quotation in a lane of the margin.
import { firstIndex } from "./positions";
import type { Coding, Patch, Turn } from "./types";

/** Stripes in one lane keep at least so many code points between them. */
const GAP = 40;

/** A span with all codings of one quotation. */
export interface Passage {
  id: string;
  start: number;
  end: number;
  codings: Coding[];
}

export class Codings {
  private readonly byId = new Map<string, Coding>();
  private readonly byQuotation = new Map<string, Set<string>>();
  private readonly byTurn: Set<string>[];
  private readonly lanes = new Map<string, number>();

  constructor(private readonly turns: readonly Turn[], codings: Iterable<Coding>) {
    this.byTurn = turns.map(() => new Set<string>());
    for (const coding of codings) this.enter(coding);
    const ends: number[] = [];
    for (const passage of this.inOrder()) {
      let lane = ends.findIndex((end) => end + GAP <= passage.start);
      if (lane < 0) lane = ends.length;
      ends[lane] = passage.end;
      this.lanes.set(passage.id, lane);
    }
  }

  get(id: string): Coding | undefined {
    return this.byId.get(id);
  }

  all(): Coding[] {
    return [...this.byId.values()];
  }

  /** The quotation with its codings, undefined where none is left. */
  passage(quotation: string): Passage | undefined {
    const ids = this.byQuotation.get(quotation);
    const codings = [...(ids ?? [])].map((id) => this.byId.get(id)!);
    const first = codings[0];
    return first && { id: quotation, start: first.start, end: first.end, codings };
  }

  /** Indexes of the turns that a quotation touches. */
  turnsOf(quotation: string): number[] {
    const passage = this.passage(quotation);
    return passage ? turnsIn(this.turns, passage.start, passage.end) : [];
  }

  passagesIn(turn: number): Passage[] {
    return [...(this.byTurn[turn] ?? [])].map((id) => this.passage(id)!);
  }

  /** All quotations by where they start, the longer first. */
  inOrder(): Passage[] {
    const passages = [...this.byQuotation.keys()].map((id) => this.passage(id)!);
    return passages.sort((one, other) => one.start - other.start || other.end - one.end || (one.id < other.id ? -1 : 1));
  }

  /** The coder's quotation of exactly this span. */
  sameSpan(start: number, end: number, coder: string): Passage | undefined {
    return this.passagesIn(turnAt(this.turns, start)).find(
      (passage) => passage.start === start && passage.end === end && passage.codings[0]!.coder === coder,
    );
  }

  lane(quotation: string): number {
    return this.lanes.get(quotation) ?? 0;
  }

  /** Carry out changes; returns the indexes of the turns that look different now. */
  apply(patches: readonly Patch[]): Set<number> {
    const touched = new Set<number>();
    for (const { was, now } of patches) {
      const held = this.byId.get((now ?? was)!.id);
      if (held) this.leave(held).forEach((turn) => touched.add(turn));
      if (now) this.enter(now).forEach((turn) => touched.add(turn));
      if (now && !this.lanes.has(now.quotation)) this.lanes.set(now.quotation, this.freeLane(now));
    }
    return touched;
  }

  private enter(coding: Coding): number[] {
    this.byId.set(coding.id, coding);
    const siblings = this.byQuotation.get(coding.quotation);
    if (siblings) siblings.add(coding.id);
    else this.byQuotation.set(coding.quotation, new Set([coding.id]));
    const turns = turnsIn(this.turns, coding.start, coding.end);
    for (const turn of turns) this.byTurn[turn]!.add(coding.quotation);
    return turns;
  }

  private leave(coding: Coding): number[] {
    this.byId.delete(coding.id);
    const turns = turnsIn(this.turns, coding.start, coding.end);
    const siblings = this.byQuotation.get(coding.quotation);
    siblings?.delete(coding.id);
    if (siblings?.size === 0) {
      this.byQuotation.delete(coding.quotation);
      this.lanes.delete(coding.quotation);
    }
    // While a quotation's ends move, a sibling may still hold the old place.
    const stays = new Set<number>();
    for (const id of siblings ?? []) {
      const sibling = this.byId.get(id)!;
      turnsIn(this.turns, sibling.start, sibling.end).forEach((turn) => stays.add(turn));
    }
    for (const turn of turns) if (!stays.has(turn)) this.byTurn[turn]!.delete(coding.quotation);
    return turns;
  }

  private freeLane({ quotation, start, end }: Coding): number {
    const used = new Set<number>();
    for (const turn of turnsIn(this.turns, start, end)) {
      for (const other of this.passagesIn(turn)) {
        if (other.id !== quotation && other.start < end + GAP && start < other.end + GAP) used.add(this.lane(other.id));
      }
    }
    let lane = 0;
    while (used.has(lane)) lane++;
    return lane;
  }
}

/** The index of the turn that holds a position, or of the last one before it. */
export function turnAt(turns: readonly Turn[], position: number): number {
  return Math.max(0, firstIndex(turns.length, (index) => turns[index]![0] > position) - 1);
}

/** Indexes of the turns that a half-open range touches. */
export function turnsIn(turns: readonly Turn[], start: number, end: number): number[] {
  const touched: number[] = [];
  for (let index = turnAt(turns, start); index < turns.length && turns[index]![0] < end; index++) touched.push(index);
  return touched;
}

export function inverse(patches: readonly Patch[]): Patch[] {
  return patches.map(({ was, now }) => ({ was: now, now: was })).reverse();
}
