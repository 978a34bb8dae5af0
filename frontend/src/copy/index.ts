// A button that fetches a copy of the study: the server writes and checks it, the browser keeps it as a file.
import { ending } from "../ending";
import { button, element, setWords } from "../reader/dom";

interface Mount {
  api: string;
  token: string;
  project: string;
  /** What the file is called. */
  name: string;
}

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
}

const KEPT_MS = 60_000;
const AWAY = "Themes is not there just now. Nothing was downloaded; try again once it is.";

class Copy {
  private readonly root = element("div", "to-copy ts-surface");
  private readonly button = button("Download a copy for a colleague", () => void this.download());
  private readonly said = element("p", "to-said");

  constructor(host: HTMLElement, private mount: Mount) {
    this.said.setAttribute("role", "status");
    this.root.append(this.button, this.said);
    host.append(this.root);
  }

  renew(mount: Mount): void {
    this.mount = mount;
  }

  destroy(): void {
    this.root.remove();
  }

  private async download(): Promise<void> {
    if (this.button.disabled) return;
    this.button.disabled = true;
    setWords(this.said, "Writing the copy, and checking it…");
    setWords(this.said, await this.fetched());
    this.button.disabled = false;
    this.button.focus({ preventScroll: true });
  }

  /** Fetch the copy and hand it to the browser; what came of it, in words. */
  private async fetched(): Promise<string> {
    const { api, project, token, name } = this.mount;
    const address = `${api}/${encodeURIComponent(project)}/copy`;
    const answer = await fetch(address, { headers: { "x-themes-token": token } }).catch(() => null);
    if (!answer) return AWAY;
    if (!answer.ok) return reasonOf(await answer.json().catch(() => null));
    const copy = await answer.blob().catch(() => null);
    if (!copy) return AWAY;
    save(copy, name);
    return `Downloaded as ${name}.`;
  }
}

function reasonOf(said: unknown): string {
  const told = said as { error?: unknown } | null;
  return typeof told?.error === "string" ? told.error : AWAY;
}

function save(copy: Blob, name: string): void {
  const link = element("a");
  link.href = URL.createObjectURL(copy);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

const open = new WeakMap<HTMLElement, Copy>();

export default function mount({ data, parentElement }: StreamlitMount): () => void {
  const copy = open.get(parentElement);
  if (copy) copy.renew(data);
  else open.set(parentElement, new Copy(parentElement.querySelector<HTMLElement>(".to-host") ?? parentElement, data));
  return ending(open, parentElement);
}
