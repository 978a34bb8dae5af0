// The one panel that opens beside chosen words or a coded passage.
import { element } from "./dom";
import { inWindow } from "./seen";

const GAP_PX = 6;
const LEAST_HEIGHT_PX = 170;

export class Popover {
  readonly panel = element("div", "th-popover");
  private leaving: ((closed: boolean) => void) | undefined;

  /** `within` is the part of the frame that it may cover: never the toolbar, which says what is saved. */
  constructor(private readonly frame: HTMLElement, private readonly within: HTMLElement) {
    this.panel.hidden = true;
    this.panel.setAttribute("role", "dialog");
  }

  get open(): boolean {
    return !this.panel.hidden;
  }

  holds(content: Node): boolean {
    return this.panel.contains(content);
  }

  get holdsFocus(): boolean {
    return this.panel.contains(document.activeElement);
  }

  /** The name of what has the focus in here, for `focus`; empty where nothing has. */
  focused(): string {
    const held = this.holdsFocus ? document.activeElement : null;
    return held && held !== this.panel ? nameOf(held) || "?" : "";
  }

  /** Put the focus on what bears a name, else on the first thing that can be pressed. */
  focus(name = ""): void {
    const those = [...this.panel.querySelectorAll<HTMLElement>("button, input, textarea")];
    (those.find((one) => name && nameOf(one) === name) ?? those[0])?.focus({ preventScroll: true });
  }

  /** Show content under the given box, or above it where there is more room; `leaving` is told as it goes, and whether nothing follows. */
  show(name: string, content: readonly Node[], near: DOMRect, leaving?: (closed: boolean) => void): void {
    this.leave(false);
    this.leaving = leaving;
    this.panel.setAttribute("aria-label", name);
    this.panel.replaceChildren(...content);
    this.panel.hidden = false;
    const frame = this.frame.getBoundingClientRect();
    const seen = inWindow(this.within);
    const below = seen.bottom - near.bottom - GAP_PX * 2;
    const above = near.top - seen.top - GAP_PX * 2;
    const { style } = this.panel;
    style.maxHeight = "";
    const wanted = this.panel.offsetHeight;
    const under = below >= Math.min(wanted, LEAST_HEIGHT_PX * 1.6) || below >= above;
    const height = Math.min(Math.max(under ? below : above, LEAST_HEIGHT_PX), seen.bottom - seen.top - GAP_PX * 2);
    style.maxHeight = `${height}px`;
    const top = under ? near.bottom + GAP_PX : near.top - GAP_PX - Math.min(wanted, height);
    const lowest = seen.bottom - Math.min(wanted, height) - GAP_PX;
    style.top = `${Math.max(seen.top + GAP_PX, Math.min(top, lowest)) - frame.top}px`;
    const left = Math.min(near.left - frame.left, frame.width - this.panel.offsetWidth - GAP_PX);
    style.left = `${Math.max(GAP_PX, left)}px`;
  }

  hide(): void {
    this.panel.hidden = true; // what it held goes when it is shown again
    this.leave(true);
  }

  private leave(closed: boolean): void {
    const { leaving } = this;
    this.leaving = undefined;
    leaving?.(closed);
  }
}

function nameOf(shown: Element): string {
  return shown.getAttribute("aria-label") ?? shown.textContent ?? "";
}
