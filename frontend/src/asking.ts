// What a surface asks of the page around it.
//
// Of each component Streamlit (1.67) keeps only what was asked last until a run begins that hears it: a surface that
// asked for a fresh token in the meantime had its own person's press forgotten. Every run brings a token, that of the
// press too, and who needs one asks again: so none is asked for soon after a press.

/** So long a run may be waited for. */
const PATIENCE_MS = 3000;
const AGAIN_MS = 2000;
const TIMES = 10;

export class Asking {
  private pressed = -Infinity;
  private insisted = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly set: (name: string, value: unknown) => void) {}

  /** Ask for what a person pressed for; Streamlit runs nothing for a value that it has had. */
  press(name: string, value: unknown): void {
    this.pressed = Date.now();
    this.set(name, value);
  }

  /**
   * Ask until the page says that it heard: of a session that has just begun, a run may be overtaken by the next before
   * it comes to the surface, and what it was to hear goes with it. With the moment, by which it is heard once.
   */
  insist(name: string, value: unknown): void {
    const at = (this.insisted = Date.now());
    const ask = (times: number): void => {
      this.press(name, [value, at]);
      if (times > 1) this.timer = setTimeout(() => ask(times - 1), AGAIN_MS);
    };
    this.rest();
    ask(TIMES);
  }

  /** The page has heard what was asked at this moment. */
  heard(moment: number): void {
    if (moment === this.insisted) this.rest();
  }

  rest(): void {
    clearTimeout(this.timer);
  }

  /** Ask for a run, which brings a fresh token. */
  token(): void {
    if (Date.now() - this.pressed > PATIENCE_MS) this.set("renew", Date.now());
  }
}
