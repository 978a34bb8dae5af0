// What the server and the reader say to each other. Positions count Unicode code points; ranges are half-open.

export type Valence = "enabler" | "barrier" | "mixed";
export type TurnKind = "speech" | "heading" | "note";

/** What the Python wrapper hands every surface: an address and ids, never the text. */
export interface Ids {
  api: string;
  token: string;
  project: string;
  transcript: string;
  /** The name of who codes; empty until somebody has said it. */
  coder: string;
}

/** What the person has set on this computer (ui/settings.py). */
export interface Settings {
  /** The size of the transcript's text, as a part of the usual one. */
  size: number;
  /** Whether a selection takes whole words; where not, the key for exact takes them. */
  snaps: boolean;
  /** How dates are written, in the parts {d}, {d:02}, {m:02}, {month} and {y}. */
  dates: string;
}

/** What it hands the reader. */
export interface Mount extends Ids {
  /** The ranges that pass the filter in force; null where there is none. */
  passing: [start: number, end: number][] | null;
  /** A position to bring into view, and which asking this is: each asking is followed once. */
  place: [position: number, asking: number] | null;
  settings: Settings;
  /** Whether the person chose to see suggestions in this session; null where the study's rule holds. */
  proposals: boolean | null;
  /** The moment of the last asking that the page heard, of those that are asked until it does. */
  heard: number;
}

/** start, end, index of the speaker, kind, seconds from the start. */
export type Turn = [start: number, end: number, speaker: number | null, kind: TurnKind, seconds: number | null];

export interface Speaker {
  label: string;
  role: "interviewer" | "participant";
  case: string | null;
  attribution: string;
}

export interface Code {
  id: string;
  name: string;
  path: string;
  colour: string;
  definition: string;
  retired: boolean;
}

/** One code on one quotation by one coder. */
export interface Coding {
  id: string;
  quotation: string;
  start: number;
  end: number;
  code: string;
  coder: string;
  valence: Valence | null;
  how: "by hand" | "accepted";
  unread: boolean;
  /** When it was made, in UTC by ISO 8601. */
  at: string;
}

/** A place where a question of the topic guide is asked; `proposed` until a person has confirmed it. */
export interface Question {
  start: number;
  end: number;
  words: string;
  proposed: boolean;
}

/** A memo on a quotation; `words` shows those of other quotations in place of links to them. */
export interface Memo {
  id: string;
  quotation: string;
  coder: string;
  text: string;
  words: string;
  at: string;
}

export interface Coder {
  id: string;
  name: string;
}

/** Whether this coder has read this transcript, and how many of the codes in use they have looked for in it. */
export interface LookedAt {
  read: boolean;
  codes: number;
  of: number;
}

export interface Snapshot extends Turns {
  title: string;
  text: string;
  /** What tells this text from the same one corrected: goes with every position that is sent. */
  version: string;
  /** The units that are coded whole, in order; none where passages of any length are. */
  units: [start: number, end: number][];
  turns: Turn[];
  speakers: Speaker[];
  codes: Code[];
  codings: Coding[];
  /** Codings made under an older definition of their code, and not confirmed since. */
  older: string[];
  coders: Coder[];
  questions: Question[];
  memos: Memo[];
  me: string;
  looked: LookedAt;
  seq: number;
}

/** What undo and redo would do, in words, and which steps those are; null where there is nothing. */
export interface Turns {
  undo: string | null;
  redo: string | null;
  last: string | null;
  next: string | null;
}

export type Change =
  | { kind: "coding"; coding: Coding }
  | { kind: "coding gone"; id: string }
  | { kind: "code"; code: Code }
  | { kind: "code gone"; id: string }
  | { kind: "memo"; memo: Memo }
  | { kind: "memo gone"; id: string }
  | { kind: "coder"; coder: Coder }
  | { kind: "looked"; looked: LookedAt }
  | { kind: "older"; codings: string[] }
  | { kind: "transcript" };

/** What a person did, as the server takes it: one operation is one step of the project's log. */
export type Operation = { id: string } & (
  | { kind: "code"; coding: string; quotation: string; start: number; end: number; text: string; code: string; valence: Valence | null }
  | { kind: "uncode"; codings: string[] }
  | { kind: "valence"; coding: string; valence: Valence | null }
  | { kind: "ends"; quotation: string; start: number; end: number; text: string }
  | { kind: "code anew"; coding: string; quotation: string; start: number; end: number; text: string; code: string; name: string }
  | { kind: "memo"; memo: string; quotation: string; words: string }
  | { kind: "change memo"; memo: string; quotation: string; was: string; words: string | null }
  | { kind: "read"; codings: string[] }
  | { kind: "confirm"; codings: string[] }
  | { kind: "looked"; codes: string[] | null }
  | ({ kind: "accept"; coding: string; quotation: string } & Answered)
  | ({ kind: "reject" } & Answered)
  | { kind: "undo"; step: string | null }
  | { kind: "redo"; step: string | null }
);

/** The suggestion that is answered, whole: the server may have begun anew since it told it. */
export interface Answered {
  suggestion: string;
  start: number;
  end: number;
  text: string;
  code: string;
  probability: number;
  similarity: number;
  because: string[];
}

/** What the server did; its turns are told where something was undone or redone, or done beside the surface. */
export interface Answer extends Partial<Turns> {
  acknowledged: string[];
  refused: { id: string; reason: string }[];
  said: { id: string; words: string }[];
  seq: number;
  changes: Change[];
}

/** A change to one coding here, before the server has said so; turned round it is the undo. */
export interface Patch {
  was: Coding | null;
  now: Coding | null;
}
