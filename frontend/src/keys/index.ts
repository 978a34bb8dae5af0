// What the keys of the page do, at “?” on any page: read off the buttons that are there, so that it is always true.
import { keysOf, rows, type Row } from "./found";

interface StreamlitMount {
  parentElement: HTMLElement;
  /** A cookie, name=value: who codes in this study, by ids. */
  data: ArrayBuffer | Uint8Array;
}

const A_YEAR_SECONDS = 31_536_000;

const shown = new WeakMap<HTMLElement, Keys>();

class Keys {
  private readonly button = document.createElement("button");
  private readonly dialog = document.createElement("dialog");
  private readonly list = document.createElement("dl");
  private readonly listening = new AbortController();

  constructor(private readonly host: HTMLElement) {
    const { signal } = this.listening;
    const close = document.createElement("button");
    const title = document.createElement("h2");
    this.button.type = close.type = "button";
    this.button.className = close.className = "tk-button";
    this.button.append("Keys ", key("?"));
    close.textContent = "Close";
    title.textContent = "Keys on this page";
    title.id = "tk-title";
    this.dialog.className = "tk-dialog";
    this.dialog.setAttribute("aria-labelledby", title.id);
    this.dialog.append(title, this.list, close);
    this.button.addEventListener("click", () => this.open(), { signal });
    close.addEventListener("click", () => this.dialog.close(), { signal });
    // Streamlit's keys are for the page below, which must not change while this is read.
    this.dialog.addEventListener("keydown", (event) => event.stopPropagation(), { signal });
    addEventListener("keydown", (event) => this.pressed(event), { signal, capture: true });
    host.replaceChildren(this.button, this.dialog);
  }

  destroy(): void {
    this.listening.abort();
    this.host.replaceChildren();
  }

  private pressed(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // The coding surface has a list of its own; where somebody types, it is a question mark.
    if (target?.closest("input, textarea, select, [contenteditable=true], [role=textbox], .th-reader, dialog")) return;
    event.preventDefault();
    event.stopPropagation();
    this.open();
  }

  private open(): void {
    const surface = document.querySelector<HTMLButtonElement>(".th-reader .th-keys");
    if (surface) return surface.click();
    this.list.replaceChildren(...rows(keysOf(document)).flatMap(pair));
    this.dialog.showModal();
  }
}

function pair({ keys, does }: Row): HTMLElement[] {
  const term = document.createElement("dt");
  const words = document.createElement("dd");
  term.append(...keys.flatMap((one, nth) => (nth ? [" ", key(one)] : [key(one)])));
  words.textContent = does;
  return [term, words];
}

function key(name: string): HTMLElement {
  const made = document.createElement("kbd");
  made.textContent = name;
  return made;
}

export default function mount({ parentElement, data }: StreamlitMount): () => void {
  document.cookie = `${new TextDecoder().decode(data)}; path=/; max-age=${A_YEAR_SECONDS}; samesite=strict`;
  if (!shown.has(parentElement)) {
    shown.set(parentElement, new Keys(parentElement.querySelector<HTMLElement>(".tk-host") ?? parentElement));
  }
  return () => {
    shown.get(parentElement)?.destroy();
    shown.delete(parentElement);
  };
}
