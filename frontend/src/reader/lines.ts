// The lines in which words stand on the page, for a caret that goes up and down and keeps its column.
import type { Range16 } from "./words";

/** Where a word begins on the page, in pixels; of a word that is broken over two lines, its part on the first. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The words of a text as they stand on the page. */
export interface Standing {
  /** The word after (`by` 1) or before (-1) another; null at the end of the text. */
  beside(word: Range16, by: 1 | -1): Range16 | null;
  turn(word: Range16): number;
  /** Null where the page cannot tell. */
  box(word: Range16): Box | null;
}

/**
 * The word on the line below (`by` 1) or above (-1) that stands nearest to a column in pixels.
 *
 * Lines are told apart by turns first, as turns that were never near the window have not been measured and may seem to
 * lie over each other; within a turn by where words stand. Null on the last line, and upwards on the first.
 */
export function acrossLines(from: Range16, by: 1 | -1, column: number, on: Standing): Range16 | null {
  let [word, last] = [on.beside(from, by), from];
  for (; word && sameLine(last, word, on); word = on.beside(word, by)) last = word;
  if (!word) return null;
  let nearest = word;
  for (let next = on.beside(word, by); next && sameLine(word, next, on); next = on.beside(next, by)) {
    if (off(next, column, on) < off(nearest, column, on)) nearest = next;
  }
  return nearest;
}

function sameLine(one: Range16, other: Range16, on: Standing): boolean {
  if (on.turn(one) !== on.turn(other)) return false;
  const [box, there] = [on.box(one), on.box(other)];
  if (!box || !there) return false;
  const middle = (there.top + there.bottom) / 2;
  return box.top < middle && middle < box.bottom;
}

/** How far a word is from a column: nothing where it stands in it. */
function off(word: Range16, column: number, on: Standing): number {
  const box = on.box(word);
  return box ? Math.max(box.left - column, column - box.right, 0) : Infinity;
}
