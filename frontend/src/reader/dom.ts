// Elements are made here and their words set by textContent alone: nothing in a project can become markup.

export function element<K extends keyof HTMLElementTagNameMap>(tag: K, name = "", words?: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words !== undefined) made.textContent = words;
  return made;
}

export function button(words: string, act: () => void, name = "ts-control"): HTMLButtonElement {
  const made = element("button", name, words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** Set an element's words where they are others: setting the same again has the page laid out anew. */
export function setWords(shown: HTMLElement, words: string): void {
  if (shown.textContent !== words) shown.textContent = words;
}

const measuring: (() => void)[] = [];
const writing: (() => void)[] = [];

/** Do something that measures once what is on the page now has been shown. */
export function afterFrame(act: () => void): void {
  soon(measuring, act);
}

/** Do something that only writes, after all that measures: in between it would have the page laid out anew. */
export function afterAll(act: () => void): void {
  soon(writing, act);
}

function soon(queue: (() => void)[], act: () => void): void {
  if (!measuring.length && !writing.length) requestAnimationFrame(() => setTimeout(flush));
  queue.push(act);
}

function flush(): void {
  for (const act of [...measuring.splice(0), ...writing.splice(0)]) act();
}

const COLOUR = /^#[0-9a-f]{6}$/i;

/** A code's colour for use in CSS; anything that is no plain colour becomes grey. */
export function colour(value: string | undefined): string {
  return value && COLOUR.test(value) ? value : "#64748b";
}

/** The colour for lines and stripes: on a dark page lifted towards white, so that it stands 3 to 1 there too. */
export function line(value: string | undefined): string {
  return `color-mix(in srgb, ${colour(value)}, #fff var(--ts-lift))`;
}

const DARK = 0.4;

/** Whether an element stands on a dark ground, whichever theme it comes from: its own, or the nearest behind it. */
export function isDark(shown: Element): boolean {
  for (let one: Element | undefined = shown; one; one = behind(one)) {
    const drawn = getComputedStyle(one).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
    const [red = 255, green = 255, blue = 255, opaque = 1] = drawn;
    if (opaque > 0) return (0.299 * red + 0.587 * green + 0.114 * blue) / 255 < DARK;
  }
  return false;
}

function behind(one: Element): Element | undefined {
  const root = one.getRootNode();
  return one.parentElement ?? (root instanceof ShadowRoot ? root.host : undefined);
}

/** "3:05", or "1:03:05" from an hour on. */
export function clock(seconds: number | null): string {
  if (seconds === null) return "";
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** A moment by this computer's clock, its date as the settings write it ("{d} {month} {y}"); empty where it is none. */
export function moment(at: string, dates: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  const [d, m] = [date.getDate(), date.getMonth() + 1];
  const parts: Record<string, string> = {
    "{d}": String(d),
    "{d:02}": two(d),
    "{m:02}": two(m),
    "{y}": String(date.getFullYear()),
    "{month}": date.toLocaleString("en", { month: "long" }),
  };
  const day = dates.replace(/\{[^}]*\}/g, (part) => parts[part] ?? "");
  return `${day}, ${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Where the browser keeps what cannot be sent yet; null where its settings forbid that. */
export function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
