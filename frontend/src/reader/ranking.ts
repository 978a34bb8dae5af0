// Type-ahead over the codebook: names before paths, beginnings before middles, recent before the rest.
import type { Code } from "./types";

export interface Choice {
  code: Code | null;
  /** The name under which a new code would be made; empty where the choice is an existing code. */
  create: string;
}

const LIMIT = 60;

/** The codes that a typed text means, best first, then the offer to make it a new code. */
export function rank(codes: Iterable<Code>, typed: string, recent: readonly string[]): Choice[] {
  const open = [...codes].filter((code) => !code.retired);
  const wanted = fold(typed);
  if (!wanted) {
    const place = new Map(recent.map((id, index) => [id, index]));
    const order = (code: Code) => place.get(code.id) ?? recent.length;
    open.sort((one, other) => order(one) - order(other) || one.path.localeCompare(other.path));
    return open.slice(0, LIMIT).map((code) => ({ code, create: "" }));
  }
  const found = open
    .map((code) => ({ code, score: score(code, wanted) }))
    .filter(({ score: value }) => value < Infinity)
    .sort((one, other) => one.score - other.score || one.code.path.localeCompare(other.code.path));
  const choices: Choice[] = found.slice(0, LIMIT).map(({ code }) => ({ code, create: "" }));
  const name = typed.trim();
  if (!open.some((code) => fold(code.name) === wanted)) choices.push({ code: null, create: name });
  return choices;
}

function score(code: Code, wanted: string): number {
  const name = fold(code.name);
  const at = name.indexOf(wanted);
  if (name === wanted) return 0;
  if (at === 0) return 1;
  if (at > 0 && name[at - 1] === " ") return 2;
  if (at > 0) return 3;
  if (fold(code.path).includes(wanted)) return 4;
  const initials = name.split(/\s+/).map((word) => word[0] ?? "").join("");
  return initials.startsWith(wanted) ? 5 : Infinity;
}

/** Without case and accents, so that "metier" finds "Métier". */
function fold(text: string): string {
  return text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
