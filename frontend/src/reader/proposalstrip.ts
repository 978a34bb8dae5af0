// The line under the text that says how many suggestions stand there, or why none does, with the switch.
import { button, count, element, setWords } from "./dom";
import type { Proposal } from "./proposal";

export interface StripEvents {
  step(by: 1 | -1): void;
  toggle(): void;
}

/** What the line says: that it is looked or learnt, why nothing is shown, or what is. */
export type StripState = { kind: "looking" } | { kind: "learning" } | { kind: "away" } | { kind: "hidden"; why: string } | { kind: "shown"; proposals: readonly Proposal[] };

export class Strip {
  /** It is always there: what comes later would push the text about. */
  readonly bar = element("div", "th-strip");
  private readonly words = element("span", "th-strip-words");
  private readonly walk: HTMLElement;
  private readonly toggle: HTMLButtonElement;

  constructor(events: StripEvents) {
    this.bar.setAttribute("role", "group");
    this.bar.setAttribute("aria-label", "Suggestions");
    const back = button("←", () => events.step(-1), "ts-control th-option");
    back.setAttribute("aria-label", "Previous suggestion");
    back.title = "Previous suggestion (Shift and s)";
    const on = button("→", () => events.step(1), "ts-control th-option");
    on.setAttribute("aria-label", "Next suggestion");
    on.title = "Next suggestion (s)";
    this.walk = element("span", "th-switch");
    this.walk.append(back, on);
    this.toggle = button("Show", () => events.toggle());
    this.toggle.title = "Show or hide suggestions (h)";
    this.bar.append(this.words, this.walk, this.toggle);
    this.show({ kind: "looking" });
  }

  show(state: StripState): void {
    setWords(this.words, said(state));
    this.walk.hidden = state.kind !== "shown" || !state.proposals.length;
    setWords(this.toggle, state.kind === "hidden" ? "Show suggestions" : "Hide suggestions");
  }
}

export function said(state: StripState): string {
  if (state.kind === "looking") return "Looking for suggestions…";
  if (state.kind === "learning") return "Suggestions are being learned from what is coded…";
  if (state.kind === "away") return "Suggestions come when the server is there again.";
  if (state.kind === "hidden") return state.why;
  const { proposals } = state;
  if (!proposals.length) return "No suggestion here.";
  const unsure = proposals.filter(({ sure }) => !sure).length;
  return `${count(proposals.length, "suggestion")} here${unsure ? `, ${unsure} not sure` : ""}`;
}
