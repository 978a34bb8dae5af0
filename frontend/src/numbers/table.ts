// What a table of numbers shows: which rows at once, how a number is read, where it stands, what is said of pressing it.
export type Cell = string | number | null;

export interface Mount {
  /** What the table shows, for who cannot see it. */
  name: string;
  head: string[];
  rows: Cell[][];
  /** Digits after the point of each column's fractions; null where it holds whole numbers, none where all do. */
  decimals: (number | null)[];
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

const MOST_DECIMALS = 4;

/** A number as it is read, with the digits of its column: a small one is never shown as none. */
export function figure(number: number, decimals: number | null = null): string {
  const most = decimals ?? MOST_DECIMALS;
  if (number !== 0 && Math.abs(number) < 10 ** -most) return number.toPrecision(2);
  return number.toLocaleString("en", { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: most });
}

/** The words of a cell; none where it is not known. */
export function words(content: Cell | undefined, decimals: number | null = null): string {
  return typeof content === "number" ? figure(content, decimals) : (content ?? "");
}

/** What pressing a number does, for who hears it. */
export function says({ head, rows, decimals }: Mount, row: number, column: number): string {
  const cells = rows[row] ?? [];
  return `${words(cells[column], decimals[column])}, ${words(cells[0])}, ${head[column] ?? ""}: show what it counts`;
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
