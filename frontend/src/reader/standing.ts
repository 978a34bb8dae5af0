// Where a reader stopped in each transcript, which the browser keeps: an hour's interview is read in more than one sitting.
import { storage } from "./dom";

type Standing = readonly [position: number, above: number];

const RESTS_MS = 250;

/** Where this browser's reader stopped in a transcript; null at its beginning. */
export function standingIn(transcript: string): Standing | null {
  const [position, above] = (storage()?.getItem(key(transcript)) ?? "").split(" ").map(Number);
  return Number.isInteger(position) && Number.isInteger(above) ? [position!, above!] : null;
}

/** Keep where the reader stands each time that scrolling rests, and as the page is left. */
export function keepStanding(scroll: HTMLElement, transcript: string, standing: () => Standing | null, signal: AbortSignal): void {
  let rest: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    clearTimeout(rest);
    if (scroll.isConnected && scroll.childElementCount) write(key(transcript), standing());
  };
  const later = () => {
    clearTimeout(rest);
    rest = setTimeout(keep, RESTS_MS);
  };
  scroll.addEventListener("scroll", later, { signal, passive: true });
  addEventListener("pagehide", keep, { signal });
  signal.addEventListener("abort", () => clearTimeout(rest));
}

function write(kept: string, standing: Standing | null): void {
  try {
    if (standing) storage()?.setItem(kept, standing.join(" "));
    else storage()?.removeItem(kept);
  } catch {
    return; // full, or forbidden: it is begun at the top again
  }
}

function key(transcript: string): string {
  return `themes-standing ${transcript}`;
}
