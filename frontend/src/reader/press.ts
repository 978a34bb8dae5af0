// Words that are being drawn over by mouse stay as they are painted: painted anew, they would take the place where the
// drawing began away, and nothing or other words would be chosen.

export class Press {
  private down = false;
  private presses = 0;
  private readonly later: (() => void)[] = [];

  constructor(scroll: EventTarget, signal: AbortSignal, everywhere: EventTarget = window) {
    scroll.addEventListener("pointerdown", (event) => this.begin(event as PointerEvent), { signal });
    // Behind what the surface does with the chosen words: it hears of the mouse before the window does.
    for (const kind of ["mouseup", "pointercancel", "blur"]) {
      everywhere.addEventListener(kind, () => this.after(() => this.release()), { signal });
    }
  }

  /** Act now, or once the mouse is let go. */
  whenUp(act: () => void): void {
    if (this.down) this.later.push(act);
    else act();
  }

  /** Act a moment after the mouse was let go: not at all where it is down again before a busy machine comes to it. */
  after(act: () => void): void {
    const ended = this.presses;
    setTimeout(() => {
      if (ended === this.presses) act();
    });
  }

  private begin({ pointerType, button }: PointerEvent): void {
    this.down = pointerType === "mouse" && button === 0;
    this.presses += 1;
  }

  private release(): void {
    this.down = false;
    for (const act of this.later.splice(0)) act();
  }
}
