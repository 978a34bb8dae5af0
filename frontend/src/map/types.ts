// What the server and the map of segments say to each other (src/themes/ui/mapped.py, ui/pages/segment_map.py).

/** A colour of the map: what has it, by name. */
export interface Group {
  name: string;
  /** `#rrggbb`. */
  colour: string;
}

/** What the Python wrapper hands the map; segments are told by their places in the lists of `Told`. */
export interface Mount {
  api: string;
  token: string;
  project: string;
  run: string;
  /** What the colours stand for: "Candidate theme". */
  by: string;
  groups: Group[];
  /** The group of each segment; -1 for none. */
  of: number[];
  /** Whether the names of groups stand on the map. */
  named: boolean;
  /** Segments that do not pass the filter. */
  hidden: number[];
  candidates: string[];
  /** The candidate of each segment; -1 for none. */
  candidate: number[];
  codes: string[];
  /** The codes of the segments that bear any. */
  coded: [number, number[]][];
  readOnly: boolean;
  /** When this was told, in milliseconds: what is told later holds, whichever comes first. */
  at: number;
}

/** What is read once: where each segment stands, from 0 to 4000, and its words. */
export interface Told {
  run: string;
  along: number[];
  up: number[];
  words: string[];
  who: string[];
  titles: string[];
  seconds: (number | null)[];
}

export interface Asked {
  kind: "code" | "move" | "read";
  run: string;
  picked: number[];
  /** A number that is new each time. */
  nth: number;
}
