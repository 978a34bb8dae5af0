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
  /** The dialog whose field is looked for. */
  private opening: HTMLElement | undefined;
  /** Dialogs that had the focus: whoever clicks beside their fields later stays there. */
  private readonly entered = new WeakSet<HTMLElement>();

  constructor(signal: AbortSignal) {
    addEventListener("keydown", (event) => this.pressed(event), { signal, capture: true });
    addEventListener("focusin", ({ target }) => this.focused(target), { signal });
    signal.addEventListener("abort", () => this.rest());
  }

  private pressed(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!document.querySelector(DIALOG) && !target?.closest(PANEL)) return;
    if (!target?.closest(TYPED)) event.stopImmediatePropagation();
  }

  /** A dialog takes the focus as it opens, before it shows anything. */
  private focused(target: EventTarget | null): void {
    if (target instanceof HTMLInputElement && this.opening?.contains(target)) return this.went(target);
    if (!(target instanceof HTMLElement) || target.getAttribute("role") !== "dialog" || !target.closest(DIALOG)) return;
    if (matchMedia("(pointer: coarse)").matches) return; // a telephone's keyboard would cover what is asked
    if (this.entered.has(target)) return;
    this.entered.add(target);
    this.rest();
    this.opening = target;
    const until = performance.now() + COMES_MS;
    this.looking = setInterval(() => {
      if (document.activeElement !== target || enter(target) || performance.now() > until) this.rest();
    }, LOOKED_MS);
    if (enter(target)) this.rest();
  }

  /** Streamlit went to a field by itself, before all that the dialog shows was there: a name is chosen all the same. */
  private went(field: HTMLInputElement): void {
    this.rest();
    choose(field);
  }

  private rest(): void {
    clearInterval(this.looking);
    this.opening = undefined;
  }
}

/** Go to its first field once all are there; a name that stands in it is chosen, so that it can be written over. */
function enter(dialog: HTMLElement): boolean {
  if (!whole(dialog)) return false;
  const field = FIELDS.flatMap((kind) => first(dialog, kind) ?? [])[0];
  field?.focus();
  if (field instanceof HTMLInputElement) choose(field);
  return field !== undefined;
}

function choose(field: HTMLInputElement): void {
  if (field.type === "text") field.select();
}

/** Whether all that a dialog shows is there. */
function whole(dialog: HTMLElement): boolean {
  const running = document.querySelector<HTMLElement>("[data-testid=stApp]")?.dataset["testScriptState"] !== "notRunning";
  return !running && !dialog.querySelector("[data-testid=stSkeleton]");
}

function first(dialog: HTMLElement, which: string): HTMLElement | undefined {
  return [...dialog.querySelectorAll<HTMLElement>(which)].find((one) => one.offsetParent !== null && !one.matches(":disabled"));
}
