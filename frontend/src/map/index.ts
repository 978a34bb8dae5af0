// The entry that Streamlit calls on each run with the mount's data; one map lives as long as its element.
import { ending } from "../ending";
import { SegmentMap } from "./map";
import type { Mount } from "./types";

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

const open = new WeakMap<HTMLElement, SegmentMap>();

export default function mount({ data, parentElement, setTriggerValue }: StreamlitMount): () => void {
  const map = open.get(parentElement);
  if (map) map.renew(data);
  else {
    const host = parentElement.querySelector<HTMLElement>(".tm-host") ?? parentElement;
    open.set(parentElement, new SegmentMap(host, data, (asked) => setTriggerValue("asked", asked)));
  }
  return ending(open, parentElement);
}
