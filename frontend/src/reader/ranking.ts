// Type-ahead over the codebook: names before paths before definitions, beginnings before middles, recent before the rest.
import type { Code } from "./types";

export interface Choice {
  code: Code | null;
  /** The name under which a new code would be made; empty where the choice is an existing code. */
  create: string;
}

const LIMIT = 60;
/** A letter or two stand in every definition. */
const LEAST_IN_DEFINITION = 3;
const NO_WORD = /[^\p{L}\p{N}'’-]+/u;

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

/** Where the choice that was marked stands in a list made anew, with it where it is still a code in use; -1 where it is not. */
export function followed(was: Choice, choices: readonly Choice[], codes: ReadonlyMap<string, Code>): { choices: Choice[]; active: number } {
  const active = choices.findIndex(({ code, create }) => (was.code ? code?.id === was.code.id : create === was.create));
  const now = was.code && codes.get(was.code.id);
  if (active >= 0 || !now || now.retired) return { choices: [...choices], active };
  return { choices: [{ code: now, create: "" }, ...choices], active: 0 }; // what was typed is in its older name
}

/** The code in use that bears a name, whatever its case. */
export function named(codes: Iterable<Code>, name: string): Code | undefined {
  const wanted = fold(name);
  return [...codes].find((code) => !code.retired && fold(code.name) === wanted);
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
  if (initials.startsWith(wanted)) return 5;
  const words = wanted.split(NO_WORD).filter(Boolean);
  if (begins(fold(code.path), words)) return 6;
  if (wanted.length < LEAST_IN_DEFINITION) return Infinity;
  const definition = fold(code.definition);
  if (definition.includes(wanted)) return 7;
  return words.every((word) => word.length >= LEAST_IN_DEFINITION) && begins(definition, words) ? 8 : Infinity;
}

/** Whether each of some words begins a word of a text, in whatever order: "change support" finds "The change team > Support". */
function begins(text: string, words: readonly string[]): boolean {
  const those = text.split(NO_WORD);
  return words.length > 0 && words.every((word) => those.some((one) => one.startsWith(word)));
}

/** Without case and accents, so that "metier" finds "Métier". */
function fold(text: string): string {
  return text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
