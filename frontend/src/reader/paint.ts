// The words of a turn with its coded passages: underlined in the codes' colours, tinted where they overlap.
import type { Passage } from "./codings";
import { element, line } from "./dom";
import type { Positions } from "./positions";
import type { Proposal } from "./proposal";
import type { Code } from "./types";

/** Tints stay under this share so that words keep 4.5 to 1 on every colour, light and dark. */
const DEEPEST_TINT = 30;
const MOST_LINES = 3;

/** Write the words of one turn into its body, a `mark` for each stretch under the same passages. */
export function paint(
  body: HTMLElement,
  [start, end]: readonly [number, number, ...unknown[]],
  passages: readonly Passage[],
  positions: Positions,
  codes: ReadonlyMap<string, Code>,
  proposals: readonly Proposal[] = [],
): void {
  if (!passages.length && !proposals.length) {
    body.textContent = positions.slice(start, end);
    return;
  }
  const cuts = new Set([start, end]);
  for (const passage of [...passages, ...proposals]) {
    if (passage.start > start) cuts.add(passage.start);
    if (passage.end < end) cuts.add(passage.end);
  }
  const places = [...cuts].sort((one, other) => one - other);
  const pieces: (Node | string)[] = [];
  for (let index = 0; index + 1 < places.length; index++) {
    const [from, to] = [places[index]!, places[index + 1]!];
    const over = passages.filter((passage) => passage.start <= from && passage.end >= to);
    const words = positions.slice(from, to);
    const marked = over.length ? mark(words, over, codes) : words;
    const proposal = proposals.find((one) => one.start <= from && one.end >= to);
    pieces.push(proposal ? offer(marked, proposal, codes) : marked);
  }
  body.replaceChildren(...pieces);
}

function mark(words: string, over: readonly Passage[], codes: ReadonlyMap<string, Code>): HTMLElement {
  const made = element("mark", "th-mark", words);
  made.dataset["quotations"] = over.map(({ id }) => id).join(" ");
  const codings = over.flatMap((passage) => passage.codings);
  const colours = [...new Set(codings.map(({ code }) => line(codes.get(code)?.colour)))];
  const lines = colours.slice(0, MOST_LINES);
  const { style } = made;
  style.setProperty("--th-tint", `${Math.min(DEEPEST_TINT, 10 + 6 * over.length)}%`);
  style.setProperty("--th-colour", colours[0]!);
  style.paddingBottom = `${(lines.length - 1) * 3 + 1}px`;
  style.backgroundImage = lines.map((one) => `linear-gradient(${one}, ${one})`).join(", ");
  style.backgroundPosition = lines.map((_, nth) => `0 calc(100% - ${nth * 3}px)`).join(", ");
  if (codings.every(({ unread }) => unread)) made.classList.add("th-unread");
  return made;
}

/** Words for which a code is suggested: dashed beneath, whatever they bear already. */
function offer(marked: HTMLElement | string, proposal: Proposal, codes: ReadonlyMap<string, Code>): HTMLElement {
  const made = typeof marked === "string" ? element("span", "", marked) : marked;
  made.classList.add("th-proposed");
  made.classList.toggle("th-not-sure", !proposal.sure);
  made.dataset["proposal"] = proposal.id;
  made.style.setProperty("--th-proposed", line(codes.get(proposal.code)?.colour));
  return made;
}

/** The quotations under an element that `paint` or the margin made. */
export function quotationsOf(target: Element): string[] {
  return (target as HTMLElement).dataset["quotations"]?.split(" ") ?? [];
}
