// Words that are being drawn over by mouse stay as they are painted: painted anew, they would take the place where the
// drawing began away, and nothing or other words would be chosen.

export class Press {
  private down = false;
  private readonly later: (() => void)[] = [];

  constructor(scroll: HTMLElement, signal: AbortSignal) {
    scroll.addEventListener("pointerdown", ({ pointerType, button }) => (this.down = pointerType === "mouse" && button === 0), { signal });
    // Behind what the surface does with the chosen words, which it does a moment after the mouse was let go.
    for (const kind of ["mouseup", "pointercancel", "blur"]) addEventListener(kind, () => setTimeout(() => this.release()), { signal });
  }

  /** Act now, or once the mouse is let go. */
  whenUp(act: () => void): void {
    if (this.down) this.later.push(act);
    else act();
  }

  private release(): void {
    this.down = false;
    for (const act of this.later.splice(0)) act();
  }
}
