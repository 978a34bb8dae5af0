// Which keys a page has: each button shows its own in a <kbd>.

export interface Row {
  keys: string[];
  does: string;
}

/** What the browser itself does on every page. */
const EVERYWHERE: Row[] = [
  { keys: ["Tab", "⇧Tab"], does: "to the next and the one before" },
  { keys: ["Enter", "Space"], does: "press what has the focus" },
  { keys: ["Esc"], does: "close what is open" },
  { keys: ["?"], does: "this list" },
];

/** The buttons that can be seen, each with its key and what it says; then what has keys and no button, which says so. */
export function keysOf(page: ParentNode): { key: string; says: string }[] {
  return [...ofButtons(page), ...withoutButtons(page)];
}

/** An element bears them as data-themes-keys="p: pick up; q: put down". */
function withoutButtons(page: ParentNode): { key: string; says: string }[] {
  const said = [...page.querySelectorAll<HTMLElement>("[data-themes-keys]")].flatMap((one) => one.dataset["themesKeys"]!.split("; "));
  return said.map((one) => one.split(": ")).map(([key = "", says = ""]) => ({ key, says }));
}

function ofButtons(page: ParentNode): { key: string; says: string }[] {
  const buttons = [...page.querySelectorAll<HTMLElement>("button:has(kbd)")];
  return buttons
    .filter((button) => button.offsetParent !== null && !button.matches(".tk-button"))
    .map((button) => {
      const key = [...button.querySelectorAll("kbd")].map((one) => one.textContent?.trim() ?? "").join("");
      const words = button.cloneNode(true) as HTMLElement;
      words.querySelectorAll("kbd").forEach((one) => one.remove());
      return { key, says: words.textContent?.trim() || button.getAttribute("aria-label") || "" };
    });
}

/** A row for each thing that keys do, in the order of the page; the same key twice is told once. */
export function rows(found: readonly { key: string; says: string }[]): Row[] {
  const told = new Map<string, Row>();
  for (const { key, says } of found) {
    if (key && says && !told.has(key)) told.set(key, { keys: [key], does: says });
  }
  return [...told.values(), ...EVERYWHERE];
}
