// What a table of numbers shows: which rows at once, how a number is read, where it stands, what is said of pressing it.
export type Cell = string | number | null;

export interface Mount {
  /** What the table shows, for who cannot see it. */
  name: string;
  head: string[];
  rows: Cell[][];
  /** Row and column of what can be pressed. */
  pressable: [number, number][];
  /** Columns that are read as one line, with a word in the middle: left of it, it, and right of it. */
  line: number[];
}

export const AT_ONCE = 100;

/** The rows that are shown from a first one on, and whether there are others before and after. */
export interface Page {
  first: number;
  last: number;
  words: string;
  before: boolean;
  after: boolean;
}

export function page(n: number, first: number): Page {
  const last = Math.min(n, first + AT_ONCE);
  const read = (number: number): string => number.toLocaleString("en");
  return { first, last, words: `${read(first + 1)} to ${read(last)} of ${read(n)}`, before: first > 0, after: last < n };
}

/** The first row after turning by so many: never before the beginning, never past the last page. */
export function turned(n: number, first: number, by: number): number {
  const to = first + by;
  return to >= n ? first : Math.max(0, to);
}

/** A number as it is read: a small one is never shown as none. */
export function figure(number: number): string {
  return number !== 0 && Math.abs(number) < 0.0001 ? number.toPrecision(2) : number.toLocaleString("en", { maximumFractionDigits: 4 });
}

/** The words of a cell; none where it is not known. */
export function words(content: Cell | undefined): string {
  return typeof content === "number" ? figure(content) : (content ?? "");
}

/** What pressing a number does, for who hears it. */
export function says({ head, rows }: Mount, row: number, column: number): string {
  const cells = rows[row] ?? [];
  return `${words(cells[column])}, ${words(cells[0])}, ${head[column] ?? ""}: show what it counts`;
}

/** The class of a column. Numbers stand at the right, below each other, as does what stands left of a word; a line is never broken. */
export function side({ rows, line }: Mount, column: number): string {
  const isNumber = rows.some((row) => typeof row[column] === "number");
  const nth = line.indexOf(column);
  return [isNumber || nth === 0 ? "tu-end" : "", nth >= 0 ? "tu-line" : ""].join(" ").trim();
}

/** Which cells can be pressed, to be asked one by one. */
export function pressables({ pressable }: Mount): (row: number, column: number) => boolean {
  const known = new Set(pressable.map(([row, column]) => `${row},${column}`));
  return (row, column) => known.has(`${row},${column}`);
}
