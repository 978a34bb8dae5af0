// What lies on top of a page, Streamlit's dialogs and popovers: a dialog's first field has the focus at once, and a
// letter typed in what lies on top never presses a button of the page below, which would decide what nobody looks at.

/** A dialog, which covers the page; a popover lies on it, and the page goes on beside it. */
const DIALOG = "[data-testid=stDialog]";
const PANEL = `${DIALOG}, [data-testid=stPopoverBody]`;
const TYPED = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], [role=textbox]";
/** What a dialog is opened for, the first kind that it has: longer words, a name or a choice by its name, another choice. */
const FIELDS = ["textarea", "input:not([type=checkbox], [type=radio])", "input, [role=radio], select"];
/** How often it is looked whether what a dialog shows is there, and how long: a kind of field comes when first drawn. */
const LOOKED_MS = 40;
const COMES_MS = 3_000;

export class OnTop {
  private looking: ReturnType<typeof setInterval> | undefined;
  /** Dialogs in which somebody pressed something; until then, a name that stands in the field with the focus is chosen. */
  private readonly touched = new WeakSet<Element>();
  /** Dialogs that had the focus: whoever clicks beside their fields later stays there. */
  private readonly entered = new WeakSet<HTMLElement>();

  constructor(signal: AbortSignal) {
    addEventListener("keydown", (event) => this.pressed(event), { signal, capture: true });
    addEventListener("pointerdown", (event) => this.touch(event.target), { signal, capture: true });
    addEventListener("focusin", ({ target }) => this.focused(target), { signal });
    signal.addEventListener("abort", () => this.rest());
  }

  private pressed(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    this.touch(target);
    if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!document.querySelector(DIALOG) && !target?.closest(PANEL)) return;
    if (!target?.closest(TYPED)) event.stopImmediatePropagation();
  }

  /** A dialog takes the focus as it opens, before it shows anything. */
  private focused(target: EventTarget | null): void {
    if (target instanceof HTMLInputElement) return this.went(target);
    if (!(target instanceof HTMLElement) || target.getAttribute("role") !== "dialog" || !target.closest(DIALOG)) return;
    if (matchMedia("(pointer: coarse)").matches) return; // a telephone's keyboard would cover what is asked
    if (this.entered.has(target)) return;
    this.entered.add(target);
    this.rest();
    const until = performance.now() + COMES_MS;
    this.looking = setInterval(() => {
      if (document.activeElement !== target || enter(target) || performance.now() > until) this.rest();
    }, LOOKED_MS);
    if (enter(target)) this.rest();
  }

  /**
   * Streamlit may go to a field by itself, before all that the dialog shows is there or before the dialog has had the
   * focus, or may put another field in its place: a name is chosen all the same, so that it can be written over.
   */
  private went(field: HTMLInputElement): void {
    const dialog = field.closest(DIALOG);
    if (!dialog || field.type !== "text" || this.touched.has(dialog)) return;
    this.rest();
    field.select();
    // What stands in it may come after the focus has: React says so by the attribute.
    const watching = new MutationObserver(() => {
      if (this.touched.has(dialog)) watching.disconnect();
      else field.select();
    });
    watching.observe(field, { attributeFilter: ["value"] });
    setTimeout(() => watching.disconnect(), COMES_MS);
  }

  private touch(target: EventTarget | null): void {
    const dialog = target instanceof Element && target.closest(DIALOG);
    if (dialog) this.touched.add(dialog);
  }

  private rest(): void {
    clearInterval(this.looking);
  }
}

/** Go to its first field once all are there. */
function enter(dialog: HTMLElement): boolean {
  if (!whole(dialog)) return false;
  const field = FIELDS.flatMap((kind) => first(dialog, kind) ?? [])[0];
  field?.focus();
  return field !== undefined;
}

/** Whether all that a dialog shows is there. */
function whole(dialog: HTMLElement): boolean {
  const running = document.querySelector<HTMLElement>("[data-testid=stApp]")?.dataset["testScriptState"] !== "notRunning";
  return !running && !dialog.querySelector("[data-testid=stSkeleton]");
}

function first(dialog: HTMLElement, which: string): HTMLElement | undefined {
  return [...dialog.querySelectorAll<HTMLElement>(which)].find((one) => one.offsetParent !== null && !one.matches(":disabled"));
}
