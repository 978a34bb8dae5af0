// What an operation does to the codings here, applied at once, before the server has it.
import type { Codings } from "./codings";
import type { Operation, Patch } from "./types";

/** The changes that an operation makes to the codings as they are; undo and redo take theirs from the history. */
export function patchesOf(operation: Operation, codings: Codings, me: string): Patch[] {
  switch (operation.kind) {
    case "code":
    case "code anew": {
      const { coding: id, quotation, start, end, code } = operation;
      if (codings.get(id)) return [];
      const valence = operation.kind === "code" ? operation.valence : null;
      const at = new Date().toISOString();
      return [{ was: null, now: { id, quotation, start, end, code, coder: me, valence, how: "by hand", unread: false, at } }];
    }
    case "accept": {
      const { coding: id, quotation, start, end, code } = operation;
      const at = new Date().toISOString();
      return [{ was: null, now: { id, quotation, start, end, code, coder: me, valence: null, how: "accepted", unread: false, at } }];
    }
    case "uncode":
      return held(operation.codings, codings).map((was) => ({ was, now: null }));
    case "valence":
      return held([operation.coding], codings).map((was) => ({ was, now: { ...was, valence: operation.valence } }));
    case "ends": {
      const { start, end } = operation;
      return (codings.passage(operation.quotation)?.codings ?? []).map((was) => ({ was, now: { ...was, start, end } }));
    }
    case "read":
      return held(operation.codings, codings).map((was) => ({ was, now: { ...was, unread: false } }));
    case "confirm":
      return held(operation.codings, codings).map((was) => ({ was, now: was }));
    default:
      return [];
  }
}

function held(ids: readonly string[], codings: Codings) {
  return ids.flatMap((id) => codings.get(id) ?? []);
}

/** A random UUID, also on a plain-http address of the local network, where `randomUUID` is missing. */
export function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
