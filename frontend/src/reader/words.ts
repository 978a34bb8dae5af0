// Words of a text, for the caret and for selections that snap. Positions here are UTF-16 code units.

export interface Range16 {
  start: number;
  end: number;
}

const WORD_PART = /[\p{L}\p{N}\p{M}]/u;
const JOINER = /['’\-‐]/;
// What belongs to the character before it: combining marks, variation selectors, skin tones, ZWJ.
const CONTINUES = /[\p{M}\u200d\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]/u;
const ZWJ = "\u200d";
// White space as Python knows it, which trims on the server: with NEL and the separators, without the byte-order mark.
const SPACE = /[^\S\ufeff]|[\u001c-\u001f\u0085]/;

/** The run of visible characters at or after a position; null at the end of the text. */
export function wordFrom(text: string, position: number): Range16 | null {
  let start = position;
  while (start < text.length && isSpace(text, start)) start++;
  if (start >= text.length) return null;
  let end = start;
  while (end < text.length && !isSpace(text, end)) end++;
  while (start > 0 && !isSpace(text, start - 1)) start--;
  return { start, end };
}

/** The run of visible characters that ends before a position; null at the beginning of the text. */
export function wordBefore(text: string, position: number): Range16 | null {
  let end = position;
  while (end > 0 && isSpace(text, end - 1)) end--;
  if (end === 0) return null;
  let start = end;
  while (start > 0 && !isSpace(text, start - 1)) start--;
  return { start, end };
}

/** The range without white space at its ends; null where nothing else is in it. */
export function trim(text: string, { start, end }: Range16): Range16 | null {
  while (start < end && isSpace(text, start)) start++;
  while (end > start && isSpace(text, end - 1)) end--;
  return start < end ? { start, end } : null;
}

/** The range grown to whole words: an end inside a word moves out of it; elsewhere it stays. */
export function snap(text: string, range: Range16): Range16 {
  const whole = wholeCharacters(text, range);
  let { start, end } = whole;
  while (insideWord(text, start)) start -= sizeBefore(text, start);
  while (insideWord(text, end)) end += sizeAt(text, end);
  return wholeCharacters(text, { start, end });
}

/** The range with one of its ends a word on (`by` 1) or back (-1); null where nothing would be left or the text ends. */
export function stretch(text: string, range: Range16, which: "start" | "end", by: 1 | -1): Range16 | null {
  const { start, end } = range;
  const word = which === "end" ? (by > 0 ? wordFrom(text, end) : wordBefore(text, end)) : by > 0 ? wordFrom(text, start) : wordBefore(text, start);
  if (!word) return null;
  // A comma that is left of a word is no step by itself.
  if (which === "end" && by > 0) return { start, end: (holdsWord(text, end, word.end) ? word : (wordFrom(text, word.end) ?? word)).end };
  if (which === "start" && by < 0) return { start: (holdsWord(text, word.start, start) ? word : (wordBefore(text, word.start) ?? word)).start, end };
  const kept = which === "end" ? wordBefore(text, word.start) : wordFrom(text, word.end);
  if (!kept) return null;
  const changed = which === "end" ? { start, end: kept.end } : { start: kept.start, end };
  return changed.start < changed.end ? changed : null;
}

/** The range grown to the whole units that it touches; as it is where it touches none. */
export function wholeUnits(units: readonly Range16[], range: Range16): Range16 {
  const touched = units.filter((unit) => unit.start < range.end && range.start < unit.end);
  return touched.length ? { start: touched[0]!.start, end: touched[touched.length - 1]!.end } : range;
}

/** The range with one of its ends a unit on (`by` 1) or back (-1); null where nothing would be left or the text ends. */
export function stretchUnits(units: readonly Range16[], range: Range16, which: "start" | "end", by: 1 | -1): Range16 | null {
  const inside = units.flatMap((unit, nth) => (unit.start < range.end && range.start < unit.end ? [nth] : []));
  if (!inside.length) return null;
  const first = inside[0]! + (which === "start" ? by : 0);
  const last = inside[inside.length - 1]! + (which === "end" ? by : 0);
  return first >= 0 && last < units.length && first <= last ? { start: units[first]!.start, end: units[last]!.end } : null;
}

/** The range grown so that no emoji, combining mark or surrogate pair is cut in two. */
export function wholeCharacters(text: string, { start, end }: Range16): Range16 {
  while (cutsCharacter(text, start)) start--;
  while (cutsCharacter(text, end)) end++;
  return { start, end };
}

function holdsWord(text: string, start: number, end: number): boolean {
  return WORD_PART.test(text.slice(start, end));
}

function insideWord(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const before = characterBefore(text, at);
  const after = characterAt(text, at);
  if (WORD_PART.test(before) && WORD_PART.test(after)) return true;
  if (JOINER.test(after)) return WORD_PART.test(before) && WORD_PART.test(characterAt(text, at + 1));
  if (JOINER.test(before)) return WORD_PART.test(after) && WORD_PART.test(characterBefore(text, at - 1));
  return false;
}

function cutsCharacter(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const unit = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  if (unit >= 0xdc00 && unit < 0xe000 && before >= 0xd800 && before < 0xdc00) return true;
  return CONTINUES.test(characterAt(text, at)) || characterBefore(text, at) === ZWJ;
}

function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
}

function characterBefore(text: string, at: number): string {
  if (at <= 0) return "";
  const low = text.charCodeAt(at - 1);
  return characterAt(text, low >= 0xdc00 && low < 0xe000 && at > 1 ? at - 2 : at - 1);
}

function sizeAt(text: string, at: number): number {
  return characterAt(text, at).length || 1;
}

function sizeBefore(text: string, at: number): number {
  return characterBefore(text, at).length || 1;
}

function isSpace(text: string, at: number): boolean {
  return SPACE.test(text[at] ?? "");
}
