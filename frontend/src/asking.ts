// What a surface asks of the page around it.
//
// Of each component Streamlit (1.67) keeps only what was asked last until a run begins that hears it: a surface that
// asked for a fresh token in the meantime had its own person's press forgotten. Every run brings a token, that of the
// press too, and who needs one asks again: so none is asked for soon after a press.

/** So long a run may be waited for. */
const PATIENCE_MS = 3000;

export class Asking {
  private pressed = -Infinity;

  constructor(private readonly set: (name: string, value: unknown) => void) {}

  /** Ask for what a person pressed for; Streamlit runs nothing for a value that it has had. */
  press(name: string, value: unknown): void {
    this.pressed = Date.now();
    this.set(name, value);
  }

  /** Ask for a run, which brings a fresh token. */
  token(): void {
    if (Date.now() - this.pressed > PATIENCE_MS) this.set("renew", Date.now());
  }
}
