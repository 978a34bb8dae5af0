// The entry that Streamlit calls on each run with the mount's data; one tree lives as long as its element.
import { ending } from "../ending";
import { Tree } from "./tree";
import type { Mount } from "./types";

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

const open = new WeakMap<HTMLElement, Tree>();

export default function mount({ data, parentElement, setTriggerValue }: StreamlitMount): () => void {
  const tree = open.get(parentElement);
  if (tree) tree.renew(data);
  else {
    const host = parentElement.querySelector<HTMLElement>(".tt-host") ?? parentElement;
    open.set(
      parentElement,
      new Tree(host, data, (all) => setTriggerValue("asked", all), (opened) => setTriggerValue("opened", opened)),
    );
  }
  return ending(open, parentElement);
}
