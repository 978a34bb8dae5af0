// A code parted in two. What goes over is a draft of this page until "Split" is pressed; a reload keeps it.
import { button, element } from "../reader/dom";
import { newId } from "../reader/operations";
import { Side } from "./side";
import type { Mount, Split } from "./types";

export class Splitting {
  private readonly root = element("section", "tw-split ts-surface");
  private readonly left = new Side("left", (id) => this.move(id, true), () => this.left.list.focus());
  private readonly right = new Side("right", (id) => this.move(id, false), () => this.right.list.focus());
  private readonly field = element("input", "ts-control tw-field");
  private readonly go: HTMLButtonElement;
  private readonly back: HTMLButtonElement;
  private readonly message = element("p", "tw-message");
  private readonly before: Set<string>[] = [];
  private gone: Set<string>;
  private id = newId();

  constructor(host: HTMLElement, private mount: Mount, private readonly split: (asked: Split) => void) {
    this.gone = new Set(kept(mount.code));
    this.field.placeholder = "Name of the new code";
    this.field.setAttribute("aria-label", "Name of the new code, on the right");
    this.field.maxLength = 200;
    this.field.addEventListener("input", () => this.show());
    this.go = button("Split", () => this.ask());
    this.back = button("Back one", () => this.undo());
    this.back.append(" ", element("kbd", "", "z"));
    this.message.setAttribute("role", "status");
    const head = element("div", "tw-bar");
    head.append(this.field, this.go, this.back, this.message);
    const sides = element("div", "tw-sides");
    sides.append(this.left.root, this.right.root);
    const keys = element("p", "tw-keys", "Keys: up and down go, right and left send over, Tab changes sides, z takes the last one back.");
    this.root.append(head, keys, sides);
    this.root.addEventListener("keydown", (event) => this.key(event));
    host.append(this.root);
    this.show();
  }

  renew(mount: Mount): void {
    this.mount = mount;
    this.show();
  }

  destroy(): void {
    this.root.remove();
  }

  private move(id: string, over: boolean): void {
    if (this.mount.readOnly) return;
    this.before.push(new Set(this.gone));
    if (over) this.gone.add(id);
    else this.gone.delete(id);
    this.show();
  }

  private undo(): void {
    const was = this.before.pop();
    if (!was) return;
    this.gone = was;
    this.show();
  }

  private ask(): void {
    const name = this.field.value.trim();
    const codings = this.mount.quotations.map(({ id }) => id).filter((id) => this.gone.has(id));
    if (!name || !codings.length) {
      this.message.textContent = name ? "Send at least one quotation to the right." : "Name the new code.";
      if (!name) this.field.focus();
      return;
    }
    keep(this.mount.code, []);
    this.split({ id: this.id, name, codings });
    this.id = newId();
  }

  private show(): void {
    const { quotations, name, code, readOnly } = this.mount;
    const known = new Set(quotations.map(({ id }) => id));
    this.gone = new Set([...this.gone].filter((id) => known.has(id)));
    keep(code, [...this.gone]);
    this.left.show(`${name}: stays`, quotations.filter(({ id }) => !this.gone.has(id)));
    this.right.show(`${this.field.value.trim() || "New code"}: goes over`, quotations.filter(({ id }) => this.gone.has(id)));
    this.go.disabled = readOnly;
    this.back.disabled = !this.before.length;
    this.message.textContent = "";
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "Tab") event.stopPropagation(); // Streamlit's own "r" would run the page again
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === this.field) {
      if (event.key === "Enter") this.ask();
      return;
    }
    if (event.key !== "z") return;
    event.preventDefault();
    this.undo();
  }
}

const place = (code: string) => `themes split ${code}`;

function kept(code: string): string[] {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(place(code)) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
  } catch {
    return []; // forbidden, or another program's entry under our name
  }
}

function keep(code: string, ids: string[]): void {
  try {
    if (ids.length) sessionStorage.setItem(place(code), JSON.stringify(ids));
    else sessionStorage.removeItem(place(code));
  } catch {
    return; // full, or forbidden: the draft lives in this page only
  }
}
