// What the server and the tree of codes, or of themes, say to each other (src/themes/ui/trees.py).

export interface Item {
  id: string;
  parent: string | null;
  name: string;
  /** `#rrggbb`; empty where it has none. */
  colour: string;
  pattern: "plain" | "striped" | "dotted";
  /** What a number beside it says in short ("12 · 5 of 9") and in full; empty where there is none. */
  count: string;
  counted: string;
  /** Something to look at: "3 older". */
  mark: string;
  retired: boolean;
}

/** What the Python wrapper hands the tree. */
export interface Mount {
  items: Item[];
  chosen: string | null;
  readOnly: boolean;
  /** "code" or "theme". */
  noun: string;
  /** How many levels there may be; null for any number. */
  levels: number | null;
  /** What is done beside moving and renaming: "merge", "split", "colour", "retire", "remove". */
  acts: string[];
  /** The ids of what was asked for and is settled, done or refused. */
  settled: string[];
  /** When this was told, in milliseconds: what is told later holds, whichever comes first. */
  at: number;
}

/** One thing that a person did here: one step of the project's log. */
export type Asked = { id: string } & (
  | { kind: "move"; items: string[]; under: string | null; before: string | null }
  | { kind: "rename"; item: string; name: string }
  | { kind: "retire"; items: string[]; retired: boolean }
  | { kind: "add"; item: string; name: string; under: string | null }
);

/** What the page around is to show: an item, what of it, and which are chosen with it. */
export interface Opened {
  item: string;
  view: string;
  items: string[];
  /** A number that is new each time. */
  nth: number;
}
