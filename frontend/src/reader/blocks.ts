// Turns that come near the window together: 1,600 watched apart took the browser 10 ms of each frame, and of each key.
import { element } from "./dom";

const IN_A_BLOCK = 8;
/** What a block is taken to be high before it was shown, as the style has it: eight turns. */
const ABOUT_PX = 768;

/** Rows put into blocks; the browser styles and lays out those blocks that are near the window, and no others. */
export function blocksOf(rows: readonly HTMLElement[]): HTMLElement[] {
  const blocks: HTMLElement[] = [];
  for (let first = 0; first < rows.length; first += IN_A_BLOCK) {
    const block = element("div", "th-block");
    block.dataset["first"] = String(first);
    block.append(...rows.slice(first, first + IN_A_BLOCK));
    blocks.push(block);
  }
  return blocks;
}

/** Indexes of the turns in a block. */
export function turnsOf(block: HTMLElement): number[] {
  const first = Number(block.dataset["first"]);
  return [...block.children].map((_, nth) => first + nth);
}

/** Indexes of the turns that will about fill a window of that height, in pixels, so far down. */
export function aboutIn(nTurns: number, top: number, height: number): number[] {
  const first = Math.floor(top / ABOUT_PX) * IN_A_BLOCK;
  const last = Math.min(nTurns, Math.ceil((top + height) / ABOUT_PX) * IN_A_BLOCK);
  return Array.from({ length: Math.max(0, last - first) }, (_, nth) => first + nth);
}
