// Stripes beside a turn, one a quotation, with the names of its codes.
import type { Passage } from "./codings";
import { element, line } from "./dom";
import type { Shown } from "./drawn";
import { quotationsOf } from "./paint";
import type { Code, Coding } from "./types";

const LANE_PX = 9;
const MOST_LANES = 6;
const LABEL_PX = 17;

/** One turn's row as the margin needs it. */
export interface Row {
  body: HTMLElement;
  gutter: HTMLElement;
}

/** Where a quotation's words stand, in pixels from the top of the gutter. */
interface Extent {
  passage: Passage;
  top: number;
  bottom: number;
}

/** Draw the margins of several turns: all measuring before all writing, so that the page is laid out once. */
export function drawMargins(rows: readonly Row[], codings: Shown, codes: ReadonlyMap<string, Code>, noted: (quotation: string) => boolean): void {
  const measured = rows.map((row) => ({ extents: measure(row, codings), room: row.gutter.clientHeight }));
  rows.forEach(({ gutter }, nth) => {
    const { extents, room } = measured[nth]!;
    const lanes = extents.map(({ passage }) => codings.lane(passage.id) % MOST_LANES);
    gutter.style.setProperty("--th-lanes", `${(Math.max(0, ...lanes) + 1) * LANE_PX}px`);
    gutter.replaceChildren(...draw(extents, lanes, room, codes, noted));
  });
}

function measure({ body, gutter }: Row, codings: Shown): Extent[] {
  const origin = gutter.getBoundingClientRect().top;
  const extents = new Map<string, Extent>();
  for (const child of body.children) {
    const boxes = child.getClientRects();
    if (!boxes.length) continue;
    const [top, bottom] = [boxes[0]!.top - origin, boxes[boxes.length - 1]!.bottom - origin];
    for (const id of quotationsOf(child)) {
      const extent = extents.get(id);
      const passage = extent ? extent.passage : codings.passage(id);
      if (extent) extent.bottom = Math.max(extent.bottom, bottom);
      else if (passage) extents.set(id, { passage, top, bottom });
    }
  }
  return [...extents.values()].sort((one, other) => one.top - other.top || one.passage.start - other.passage.start);
}

function draw(extents: Extent[], lanes: number[], room: number, codes: ReadonlyMap<string, Code>, noted: (quotation: string) => boolean): Node[] {
  const made: Node[] = [];
  let free = 0;
  extents.forEach(({ passage, top, bottom }, nth) => {
    const names = [...passage.codings.map((coding) => nameOf(coding, codes)), ...(noted(passage.id) ? ["memo"] : [])].join(" · ");
    const stripe = element("button", "th-stripe");
    stripe.type = "button";
    stripe.tabIndex = -1; // n and p walk the passages; a stop for each would make Tab useless
    stripe.dataset["quotations"] = passage.id;
    stripe.title = names;
    stripe.setAttribute("aria-label", `Coded ${names}`);
    stripe.style.top = `${top}px`;
    stripe.style.height = `${Math.max(10, bottom - top)}px`;
    stripe.style.left = `${lanes[nth]! * LANE_PX}px`;
    stripe.style.background = banded(passage.codings, codes);
    if (passage.codings.every(({ unread }) => unread)) stripe.classList.add("th-unread");
    made.push(stripe);
    const at = Math.max(top, free);
    if (at + LABEL_PX <= room + 4) { // within the padding below: what is out of the turn is cut off
      const label = element("span", "th-label", names);
      label.dataset["quotations"] = passage.id;
      label.title = names;
      label.setAttribute("aria-hidden", "true"); // the stripe has said it
      label.style.top = `${at}px`;
      made.push(label);
      free = at + LABEL_PX;
    }
  });
  return made;
}

/** The stripe's colours one above the other, so that each code of the quotation is seen. */
function banded(codings: readonly Coding[], codes: ReadonlyMap<string, Code>): string {
  const colours = codings.map(({ code }) => line(codes.get(code)?.colour));
  if (colours.length === 1) return colours[0]!;
  const share = 100 / colours.length;
  const bands = colours.map((one, nth) => `${one} ${nth * share}% ${(nth + 1) * share}%`);
  return `linear-gradient(${bands.join(", ")})`;
}

const SIGNS = { enabler: "+", barrier: "−", mixed: "±" } as const;

/** A code's name as the margin shows it, with the coding's direction. */
export function nameOf(coding: Coding, codes: ReadonlyMap<string, Code>): string {
  const name = codes.get(coding.code)?.name ?? "…";
  return coding.valence ? `${name} (${SIGNS[coding.valence]})` : name;
}
