// In a dialog that stays open: that what was pressed waits for the server, or that the server is away. Without it
// nothing would be said, and what the last press saved would still be told.
import { place } from "../decided/decided";
import { onWaiting, shared, tellTyped } from "../kept/page";
import { element, setWords } from "../reader/dom";

export interface Mount {
  /** Streamlit's keys of the buttons that save. */
  buttons: readonly string[];
  /** How many presses of them the server has carried out, or refused. */
  pressed: number;
  /** What the session knows of what is typed in fields and not saved yet. */
  drafts: unknown;
}

/** An answer within so long is seen at once, and no word has to announce it. */
const AT_ONCE_MS = 400;
const WAITS = "Waiting for the server: not saved yet. What you typed is kept on this computer.";
const AWAY = "No connection, so nothing can be saved now. What you typed is kept on this computer; save it once the server is there again.";

export class Waits {
  private readonly said = element("p", "tw-said");
  private readonly listening = new AbortController();
  private waiting = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: HTMLElement, private mount: Mount) {
    const { signal } = this.listening;
    this.said.setAttribute("role", "status");
    host.classList.add("ts-surface");
    host.replaceChildren(this.said);
    addEventListener("click", (event) => this.clicked(event), { signal, capture: true });
    onWaiting(() => this.show(), signal);
    tellTyped(mount.drafts);
    this.show();
  }

  renew(mount: Mount): void {
    if (mount.pressed !== this.mount.pressed) this.rest();
    this.mount = mount;
    tellTyped(mount.drafts);
    this.show();
  }

  destroy(): void {
    this.rest();
    this.listening.abort();
    this.host.replaceChildren();
  }

  private clicked({ target }: MouseEvent): void {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>("button") : null;
    if (!button || button.disabled || !this.mount.buttons.some((key) => button.closest(place(key)))) return;
    this.rest();
    this.timer = setTimeout(() => {
      this.waiting = true;
      this.show();
    }, AT_ONCE_MS);
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.waiting = false;
  }

  private show(): void {
    const { away } = shared();
    if (away) this.rest(); // what was pressed did not get through, or is told once the server is there again
    const words = away ? AWAY : this.waiting ? WAITS : "";
    setWords(this.said, words);
    this.host.closest<HTMLElement>("[role=dialog]")?.toggleAttribute("data-themes-waits", words !== "");
  }
}
