// What the server and the reader say to each other. Positions count Unicode code points; ranges are half-open.

export type Valence = "enabler" | "barrier" | "mixed";
export type TurnKind = "speech" | "heading" | "note";

/** What the Python wrapper hands over: ids and an address, never the text. */
export interface Mount {
  api: string;
  token: string;
  project: string;
  transcript: string;
  coder: string;
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
}

export interface Coder {
  id: string;
  name: string;
}

/** How many of the codes in use this coder has looked for in this transcript. */
export interface LookedAt {
  codes: number;
  of: number;
}

export interface Snapshot {
  title: string;
  text: string;
  turns: Turn[];
  speakers: Speaker[];
  codes: Code[];
  codings: Coding[];
  coders: Coder[];
  me: string;
  looked: LookedAt;
  undo: string | null;
  redo: string | null;
  seq: number;
}

export type Change =
  | { kind: "coding"; coding: Coding }
  | { kind: "coding gone"; id: string }
  | { kind: "code"; code: Code }
  | { kind: "code gone"; id: string }
  | { kind: "coder"; coder: Coder }
  | { kind: "looked"; looked: LookedAt }
  | { kind: "transcript" };

/** What a person did, as the server takes it: one operation is one step of the project's log. */
export type Operation = { id: string } & (
  | { kind: "code"; coding: string; quotation: string; start: number; end: number; code: string; valence: Valence | null }
  | { kind: "uncode"; codings: string[] }
  | { kind: "valence"; coding: string; valence: Valence | null }
  | { kind: "ends"; quotation: string; start: number; end: number }
  | { kind: "new code"; code: string; name: string; parent: string | null }
  | { kind: "read"; codings: string[] }
  | { kind: "looked"; codes: string[] | null }
  | { kind: "undo"; step: string | null }
  | { kind: "redo"; step: string | null }
);

export interface Answer {
  acknowledged: string[];
  refused: { id: string; reason: string }[];
  said: { id: string; words: string }[];
  /** What could be undone and redone next; told where something was undone or redone. */
  undo?: string | null;
  redo?: string | null;
  seq: number;
  changes: Change[];
}

/** A change to one coding here, before the server has said so; turned round it is the undo. */
export interface Patch {
  was: Coding | null;
  now: Coding | null;
}
