// What was decided about a card stands on it with the next frame; the server has drawn the page anew only a while later.
//
// The mark says what was asked for, not that it is kept: it goes as soon as the page that the server drew stands, which
// shows what holds, and where nothing came of it.
import { untilShown } from "../reader/measure";

export interface Mount {
  /** Streamlit's key of the card that is decided on. */
  card: string;
  /** What each button makes of it, in a word, by Streamlit's key of the button. */
  presses: Readonly<Record<string, string>>;
}

/** Where nothing runs for it after so long, the server is away and nothing was decided. */
const NOTHING_CAME_MS = 4_000;
const MARK = "themesDecided";
const TYPING = "input, textarea, select, [contenteditable=true], [role=textbox], [role=combobox]";

export class Decided {
  private readonly listening = new AbortController();
  private readonly runs = new MutationObserver(() => this.ran());
  private running = false;
  private giveUp: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: HTMLElement, private mount: Mount) {
    const { signal } = this.listening;
    addEventListener("click", (event) => this.clicked(event), { signal, capture: true });
    addEventListener("keydown", (event) => this.pressed(event), { signal, capture: true });
    const app = document.querySelector("[data-testid=stApp]");
    if (app) this.runs.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
  }

  renew(mount: Mount): void {
    this.mount = mount;
  }

  destroy(): void {
    this.listening.abort();
    this.runs.disconnect();
    this.clear();
  }

  private clicked({ target, timeStamp }: MouseEvent): void {
    if (!this.host.isConnected) return this.destroy(); // another has taken its place
    const button = target instanceof Element ? target.closest("button") : null;
    for (const [key, word] of Object.entries(this.mount.presses)) {
      if (button && button === this.button(key)) this.mark(word, timeStamp);
    }
  }

  /** A key of Streamlit's, which presses a button without a click: as the button itself says which. */
  private pressed(event: KeyboardEvent): void {
    const { target, key, timeStamp } = event;
    if (!this.host.isConnected) return this.destroy();
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat || event.isComposing) return;
    if (target instanceof Element && target.closest(TYPING)) return;
    if (document.querySelector("[role=dialog], dialog[open]")) return; // keys are for what lies on top
    for (const [name, word] of Object.entries(this.mount.presses)) {
      if (this.button(name)?.querySelector("kbd")?.textContent?.trim().toLowerCase() === key.toLowerCase()) this.mark(word, timeStamp);
    }
  }

  private button(key: string): HTMLButtonElement | null {
    const button = document.querySelector<HTMLButtonElement>(`${place(key)} button`);
    return button && !button.disabled ? button : null;
  }

  private mark(word: string, since: number): void {
    const card = document.querySelector<HTMLElement>(place(this.mount.card));
    if (!card) return;
    this.clear();
    this.running = false;
    card.dataset[MARK] = word;
    this.giveUp = setTimeout(() => this.clear(), NOTHING_CAME_MS);
    untilShown("visible", since);
  }

  private ran(): void {
    const state = document.querySelector<HTMLElement>("[data-testid=stApp]")?.dataset["testScriptState"];
    if (state !== "notRunning") {
      this.running = true;
      clearTimeout(this.giveUp);
    } else if (this.running) this.clear();
  }

  private clear(): void {
    clearTimeout(this.giveUp);
    for (const one of document.querySelectorAll<HTMLElement>("[data-themes-decided]")) delete one.dataset[MARK];
  }
}

/** Where Streamlit puts what has a key: its class keeps letters, digits, "_" and "-" of it. */
export function place(key: string): string {
  return `.st-key-${key.trim().replace(/[^a-zA-Z0-9_-]/g, "-")}`;
}
