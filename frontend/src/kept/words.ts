// What a surface says of what was done on it: saved, being saved, or kept here until it can be.
import { count } from "../reader/dom";
import type { LinkState } from "./link";
import { notSaved, shared, type Going } from "./page";

/** How it stands with one's changes: one's own on this surface, and those that wait elsewhere. */
export interface Standing {
  state: Going;
  /** How many changes the server has not acknowledged. */
  waiting: number;
  /** Whether they are kept on this computer, not in this page only. */
  kept: boolean;
}

/** A surface's standing where changes of other surfaces wait too: “Saved” is said of all of them. */
export function together(own: Standing, elsewhere: number): Standing {
  const state = own.state === "saved" && elsewhere ? shared().carrying : own.state;
  return { state, waiting: own.waiting + elsewhere, kept: own.kept && !shared().kept.size };
}

/** What is typed and not saved; empty while changes wait, which are told first. */
export function unsaved({ waiting }: Standing): string {
  const typed = waiting ? [] : notSaved();
  return typed.length ? `Not saved yet: ${typed.join("; ")}` : "";
}

export function inWords(standing: Standing): string {
  return unsaved(standing) || ofChanges(standing);
}

function ofChanges({ state, waiting, kept }: Standing): string {
  const changes = `${count(waiting, "change")} ${kept ? "kept on this computer" : "in this page only; keep it open"}`;
  if (state === "refused") return waiting ? changes : "Saved";
  if (state === "offline") return waiting ? `Offline: ${changes}` : "Saved; no connection";
  if (state === "locked") return waiting ? `Connecting again: ${changes}` : "Connecting again…";
  return waiting ? "Saving…" : "Saved";
}

/** What the words look like: what is only listened for is saved. */
export function lookOf(standing: Standing): LinkState | "typed" {
  const { state, waiting } = standing;
  if (unsaved(standing)) return "typed";
  if (state === "offline" || state === "locked") return state;
  if (!waiting) return "saved";
  return state === "refused" ? "offline" : "saving";
}
