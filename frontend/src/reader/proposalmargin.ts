// The names of suggestions beside the text, where no name of a coded passage stands.
import { button, element, line } from "./dom";
import type { Row } from "./margin";
import type { Proposal } from "./proposal";
import type { Code } from "./types";

const NAME_PX = 17;

/** Where a suggestion's first words stand, in pixels from the top of the gutter. */
export interface Offer {
  proposal: Proposal;
  top: number;
}

/** Measure where the suggestions of a turn stand, and how high its gutter is; nothing is written here. */
export function measureOffers({ body, gutter }: Row, proposals: readonly Proposal[]): { offers: Offer[]; room: number } {
  if (!proposals.length) return { offers: [], room: 0 };
  const origin = gutter.getBoundingClientRect().top;
  const offers = proposals.flatMap((proposal) => {
    const box = body.querySelector(`[data-proposal="${CSS.escape(proposal.id)}"]`)?.getClientRects()[0];
    return box ? [{ proposal, top: box.top - origin }] : [];
  });
  return { offers, room: gutter.clientHeight };
}

/** Write them into the gutter, each at its words or below the names that stand there. */
export function drawOffers(gutter: HTMLElement, offers: readonly Offer[], room: number, codes: ReadonlyMap<string, Code>): void {
  const taken = [...gutter.querySelectorAll<HTMLElement>(".th-label")].map(({ style }) => parseFloat(style.top));
  for (const { proposal, top } of offers) {
    const at = free(top, taken);
    if (at + NAME_PX > room + NAME_PX / 2) continue; // its words are underlined all the same
    taken.push(at);
    gutter.append(name(proposal, at, codes));
  }
}

/** The first place from a height on at which no other name stands. */
function free(from: number, taken: readonly number[]): number {
  let at = from;
  for (const other of [...taken].sort((one, two) => one - two)) if (Math.abs(other - at) < NAME_PX) at = other + NAME_PX;
  return at;
}

function name(proposal: Proposal, at: number, codes: ReadonlyMap<string, Code>): HTMLElement {
  const code = codes.get(proposal.code);
  const made = button("", () => undefined, "th-offer");
  made.tabIndex = -1; // s walks the suggestions; a stop for each would make Tab useless
  made.dataset["offer"] = proposal.id;
  made.style.top = `${at}px`;
  made.style.setProperty("--th-proposed", line(code?.colour));
  const why = proposal.because[0] ?? "";
  made.append(element("b", "", code?.name ?? "…"), ` ${proposal.sureness}, ${why}`);
  made.title = `Suggested: ${code?.path ?? "…"}, ${proposal.sureness}, ${proposal.because.join("; ")}`;
  made.setAttribute("aria-label", made.title);
  return made;
}
