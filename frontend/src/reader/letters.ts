// Choosing letter by letter, where words are too much: a part of a compound, a language that leaves no space between words.
import { trim, wholeCharacters, type Range16 } from "./words";

/** The first and the last that were gone to; one of them stays, the other goes on. */
export interface Chosen {
  anchor: Range16;
  focus: Range16;
}

/** The character that begins at a position, with what belongs to it; null at the end of the text. */
export function letterFrom(text: string, position: number): Range16 | null {
  return position < text.length ? wholeCharacters(text, { start: position, end: position + 1 }) : null;
}

/** The character that ends before a position; null at the beginning of the text. */
export function letterBefore(text: string, position: number): Range16 | null {
  return position > 0 ? wholeCharacters(text, { start: position - 1, end: position }) : null;
}

/** The visible character after or before the first of a range; null where the text ends. */
export function letterBeside(text: string, { start }: Range16, by: 1 | -1): Range16 | null {
  let next = by > 0 ? letterFrom(text, letterFrom(text, start)?.end ?? text.length) : letterBefore(text, start);
  while (next && !trim(text, next)) next = by > 0 ? letterFrom(text, next.end) : letterBefore(text, next.start);
  return next;
}

/** What is chosen once the end that moves goes a character on (`by` 1) or back (-1); null where nothing would be left. */
export function chooseLetter(text: string, { anchor, focus }: Chosen, by: 1 | -1): Chosen | null {
  const onward = focus.start >= anchor.start;
  const was = onward ? focus.end : focus.start;
  const now = by > 0 ? letterFrom(text, was)?.end : letterBefore(text, was)?.start;
  if (now === undefined || (onward ? now <= anchor.start : now >= anchor.end)) return null;
  const stays = onward ? letterFrom(text, anchor.start) : letterBefore(text, anchor.end);
  const goes = onward ? letterBefore(text, now) : letterFrom(text, now);
  return stays && goes && { anchor: stays, focus: goes };
}

/** A range with one of its ends a visible character on (`by` 1) or back (-1); null where nothing would be left. */
export function stretchByLetter(text: string, range: Range16, which: "start" | "end", by: 1 | -1): Range16 | null {
  for (let at = range[which]; ; ) {
    const letter = by > 0 ? letterFrom(text, at) : letterBefore(text, at);
    if (!letter) return null;
    at = by > 0 ? letter.end : letter.start;
    const now = { ...range, [which]: at };
    const shown = now.start < now.end ? trim(text, now) : null;
    if (!shown || shown[which] !== range[which]) return shown;
  }
}
