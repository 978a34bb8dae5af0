// The entry that Streamlit calls on each run with the mount's data; one draft lives as long as its element.
import { ending } from "../ending";
import { Splitting } from "./split";
import type { Mount } from "./types";

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

const open = new WeakMap<HTMLElement, Splitting>();

export default function mount({ data, parentElement, setTriggerValue }: StreamlitMount): () => void {
  const splitting = open.get(parentElement);
  if (splitting) splitting.renew(data);
  else {
    const host = parentElement.querySelector<HTMLElement>(".tw-host") ?? parentElement;
    open.set(parentElement, new Splitting(host, data, (asked) => setTriggerValue("split", asked)));
  }
  return ending(open, parentElement);
}
