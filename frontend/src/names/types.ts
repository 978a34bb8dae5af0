// What the server and the page on names say to each other (src/themes/ui/naming.py). Positions count code points.

import type { Ids } from "../reader/types";

/** What the Python wrapper hands the review of names. */
export interface Mount extends Ids {
  /** The second reader's sample, with nothing of what was found. */
  blind: boolean;
  /** How far the project's log reached when the page around was drawn. */
  seq: number;
}

export type State = "found" | "accepted" | "kept" | "seen";

export interface Identifier {
  id: string;
  start: number;
  end: number;
  kind: string;
  why: string;
  state: State;
  pseudonym: string;
  /** How many undecided places of the same words there are in all transcripts. */
  same: number;
  /** A release has put the pseudonym in its place. */
  replaced: boolean;
}

export type Passage = [start: number, end: number, speaker: number | null, kind: string];

/** What stands of decisions, here and in the whole project. */
export interface Standing {
  identifiers: Identifier[];
  state: string;
  decided: number;
  of: number;
  undo: string | null;
  seq: number;
}

export interface Snapshot extends Standing {
  title: string;
  text: string;
  passages: Passage[];
  speakers: string[];
  kinds: string[];
}

/** What a person decided: one is one step of the project's log. */
export type Decision = { id: string } & (
  | { kind: "accept"; identifier: string; pseudonym: string | null; everywhere: boolean }
  | { kind: "keep"; identifier: string; everywhere: boolean }
  | { kind: "reopen"; identifier: string }
  | { kind: "mark"; identifier: string; start: number; end: number; of_kind: string }
  | { kind: "see"; start: number; end: number; of_kind: string }
  | { kind: "undo" }
);

export interface Answer extends Standing {
  acknowledged: string[];
  refused: { id: string; reason: string }[];
}
