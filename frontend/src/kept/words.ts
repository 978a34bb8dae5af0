// What a surface says of what was done on it: saved, being saved, or kept here until it can be.
import { count } from "../reader/dom";
import type { LinkState } from "./link";
import { shared, type Going } from "./page";

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

export function inWords({ state, waiting, kept }: Standing): string {
  const changes = `${count(waiting, "change")} ${kept ? "kept on this computer" : "in this page only; keep it open"}`;
  if (state === "refused") return waiting ? changes : "Saved";
  if (state === "offline") return waiting ? `Offline: ${changes}` : "Saved; no connection";
  if (state === "locked") return waiting ? `Connecting again: ${changes}` : "Connecting again…";
  return waiting ? "Saving…" : "Saved";
}

/** What the words look like: what is only listened for is saved. */
export function lookOf({ state, waiting }: Standing): LinkState {
  if (state === "offline" || state === "locked") return state;
  if (!waiting) return "saved";
  return state === "refused" ? "offline" : "saving";
}
