// What an operation does, in words, as the project says it when it has it (project/history/words.py).
import { count } from "./dom";
import type { Code, Operation, Patch } from "./types";

const LONGEST = 48;

/** "code “Board” in “Interview 4”": never what a participant said. */
export function inWords(
  operation: Operation,
  patches: readonly Patch[],
  codes: ReadonlyMap<string, Code>,
  title: string,
): string {
  const place = title ? ` in ${quoted(title)}` : "";
  const name = (id: string | undefined) => quoted(codes.get(id ?? "")?.name ?? "");
  switch (operation.kind) {
    case "code":
      return `code ${name(operation.code)}${place}`;
    case "uncode":
      if (operation.codings.length > 1) return `remove ${count(operation.codings.length, "coding")}${place}`;
      return `take ${name(patches[0]?.was?.code) || "a code"} off a passage${place}`;
    case "valence":
      return `change coding ${name(patches[0]?.was?.code)}${place}`;
    case "accept":
    case "reject":
      return `${operation.kind} suggestion ${name(operation.code)}${place}`;
    case "memo":
      return "add memo";
    case "change memo":
      return operation.words === null ? "remove memo" : "change memo";
    case "ends":
      return `move quotation${place}`;
    case "code anew":
      return `code ${quoted(operation.name)}${place}`;
    case "confirm":
      return `confirm coding ${name(patches[0]?.was?.code)}`;
    case "read":
      return `mark read${place}`;
    case "looked":
      return `mark looked at ${quoted(title)}`;
    case "undo":
    case "redo":
      return operation.kind;
  }
}

function quoted(name: string): string {
  const line = name.split(/\s+/u).filter(Boolean).join(" ");
  const shown = [...line].length > LONGEST ? `${[...line].slice(0, LONGEST - 1).join("").trimEnd()}…` : line;
  return shown && `“${shown}”`;
}
