// What the keys n and p go to: coded passages, those of one code or coder, questions; the toolbar says which.
import type { Passage } from "./codings";
import type { Code, Question } from "./types";

/** A place to go to. */
export interface Stop {
  id: string;
  start: number;
  end: number;
  /** What is done once it is in view, where that is not opening the passage's card. */
  open?: () => void;
}

/** One kind of place, as the toolbar offers it. */
export interface Walk {
  key: string;
  /** Under which heading it is offered; empty for those that stand first. */
  group: "" | "Code" | "Coder";
  name: string;
  stops: readonly Stop[];
  /** How it is gone along, where it knows better where the reader is. */
  step?: (by: 1 | -1) => void;
}

export interface WalkFacts {
  passages: readonly Passage[];
  codes: ReadonlyMap<string, Code>;
  coders: ReadonlyMap<string, string>;
  me: string;
  questions: readonly Question[];
  /** What is done at a question. */
  ask(question: Question): void;
}

export const EVERY = "every";

/** All kinds of places that there are here; without coded passages the first of them has none. */
export function walks(facts: WalkFacts): Walk[] {
  const { passages, codes, coders, me, questions } = facts;
  const walk = (key: string, group: Walk["group"], name: string, holds: (passage: Passage) => boolean): Walk => ({
    key,
    group,
    name,
    stops: passages.filter(holds),
  });
  const some = (made: Walk) => made.stops.length > 0;
  const asked = questions.map((one) => ({ id: `question ${one.start}`, start: one.start, end: one.end, open: () => facts.ask(one) }));
  const used = [...codes.values()].sort((one, other) => one.path.localeCompare(other.path));
  return [
    walk(EVERY, "", "coded passages", () => true),
    ...[
      walk("unread", "", "accepted in bulk, not read", ({ codings }) => codings.some(({ unread }) => unread)),
      { key: "questions", group: "" as const, name: "questions of the guide", stops: asked },
      ...used.map((code) => walk(`code ${code.id}`, "Code", code.path, under(code, codes))),
      ...[...coders].map(([id, name]) =>
        walk(`coder ${id}`, "Coder", id === me ? `${name} (you)` : name, ({ codings }) => codings.some(({ coder }) => coder === id)),
      ),
    ].filter(some),
  ];
}

/** Whether a passage bears a code or one that stands under it. */
function under(above: Code, codes: ReadonlyMap<string, Code>): (passage: Passage) => boolean {
  const begins = `${above.path} > `;
  return ({ codings }) => codings.some(({ code }) => code === above.id || codes.get(code)?.path.startsWith(begins));
}

/** The stop after or before a place, from the other end again where there is none; null where there are no stops. */
export function nextStop(stops: readonly Stop[], here: Pick<Stop, "start" | "end" | "id">, by: 1 | -1): Stop | null {
  const ordered = [...stops].sort(compare);
  const further = by > 0 ? ordered.find((stop) => compare(stop, here) > 0) : ordered.findLast((stop) => compare(stop, here) < 0);
  return further ?? ordered.at(by > 0 ? 0 : -1) ?? null;
}

/** In the order of the text, the longer first. */
export function compare(one: Pick<Stop, "start" | "end" | "id">, other: Pick<Stop, "start" | "end" | "id">): number {
  return one.start - other.start || other.end - one.end || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}
