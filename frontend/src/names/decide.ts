// What a decision does to the findings here, applied at once, before the server has it.
import type { Decision, Identifier } from "./types";

/** The words of a finding as they are compared: no case, no possessive, single spaces. */
export function folded(words: string): string {
  return words.toLowerCase().replace(/['’]s?$/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** The findings after a decision; `wordsOf` gives a finding's words. */
export function after(
  found: readonly Identifier[],
  decision: Decision,
  wordsOf: (one: Identifier) => string,
): Identifier[] {
  if (decision.kind === "mark") {
    const { identifier, start, end, of_kind } = decision;
    if (found.some(({ id }) => id === identifier)) return [...found];
    const apart = found.filter((one) => one.end <= start || end <= one.start);
    const fresh: Identifier = {
      id: identifier, start, end, kind: of_kind, why: "marked by hand", state: "found", pseudonym: "", same: 1, replaced: false,
    };
    return [...apart, fresh].sort((one, other) => one.start - other.start);
  }
  if (decision.kind === "see" || decision.kind === "undo") return [...found];
  const meant = found.find(({ id }) => id === decision.identifier);
  if (!meant || meant.replaced) return [...found];
  const words = folded(wordsOf(meant));
  const everywhere = decision.kind !== "reopen" && decision.everywhere;
  const same = (one: Identifier) =>
    one.id === meant.id || (everywhere && one.state === "found" && folded(wordsOf(one)) === words);
  return found.map((one) => (same(one) ? decided(one, decision) : one));
}

function decided(one: Identifier, decision: Decision): Identifier {
  if (decision.kind === "accept") return { ...one, state: "accepted", pseudonym: decision.pseudonym ?? (one.pseudonym || "…") };
  return { ...one, state: decision.kind === "keep" ? "kept" : "found", pseudonym: "" };
}

/** What is left of decisions that wait once each undo among them has taken back the one before it. */
export function standing(waiting: readonly Decision[]): Decision[] {
  const left: Decision[] = [];
  for (const decision of waiting) {
    if (decision.kind !== "undo") left.push(decision);
    else left.pop();
  }
  return left;
}

/** The next undecided finding after one, round from the end to the beginning; null where none is left. */
export function nextOpen(found: readonly Identifier[], from: string | null): string | null {
  const at = found.findIndex(({ id }) => id === from);
  const ordered = [...found.slice(at + 1), ...found.slice(0, at + 1)];
  return ordered.find(({ state }) => state === "found")?.id ?? null;
}

/** The finding before or after one, whatever its state. */
export function beside(found: readonly Identifier[], from: string | null, by: 1 | -1): string | null {
  if (!found.length) return null;
  const at = found.findIndex(({ id }) => id === from);
  return found[(at + by + found.length) % found.length]?.id ?? null;
}
