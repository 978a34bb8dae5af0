// What the server and the page on the matrix say to each other (src/themes/ui/cells.py, cell_writing.py).

export type RowKind = "case" | "transcript";
export type ColumnKind = "theme" | "code";

/** What of the matrix is shown. */
export interface View {
  rows: RowKind;
  columns: ColumnKind;
  group: string;
  where: string[];
  only: string[] | null;
}

/** What the Python wrapper hands the surface. */
export interface Mount {
  api: string;
  token: string;
  project: string;
  coder: string;
  view: View;
  /** How far the project's log reached when the page around was drawn. */
  seq: number;
  /** How dates are written. */
  dates: string;
}

export interface RowHead {
  id: string;
  name: string;
  about: string;
  group: string;
}

export interface ColumnHead {
  id: string;
  name: string;
  /** The theme or code that it stands under. */
  under: string;
}

export interface Summary {
  text: string;
  version: string;
  draft: boolean;
  by: string;
  at: string;
  /** Each sentence's text, and whether no quotation stands behind it; null while only this page knows the words. */
  sentences: [text: string, bare: boolean][] | null;
}

export type Looked = "in full" | "in part" | "not";
export type CellTold = [quotations: string[], looked: Looked, summary: Summary | null];

export interface Snapshot {
  rows: RowHead[];
  columns: ColumnHead[];
  cells: CellTold[][];
  readOnly: boolean;
  seq: number;
}

export interface Quotation {
  id: string;
  words: string;
  by: string;
  transcript: string;
  title: string;
  start: number;
  seconds: number | null;
}

/** What a cell said at some time. */
export interface State {
  by: string;
  at: string;
  text: string;
  draft: boolean;
}

/** What a person wrote, as the server takes it: one operation is one step of the project's log. */
export interface Wrote {
  id: string;
  kind: "write" | "keep";
  row: RowKind;
  row_id: string;
  column: ColumnKind;
  column_id: string;
  words: string;
  draft: boolean;
  /** What was seen there; or the operation before, of one's own, that is still on its way. */
  version: string;
  after: string;
}

export interface Answer {
  acknowledged: string[];
  refused: { id: string; reason: string }[];
  cells: { row: string; column: string; summary: Summary | null }[];
  seq: number;
}
