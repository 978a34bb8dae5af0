// The entry that Streamlit calls on each run with the mount's data; it lives as long as its element.
import { ending } from "../ending";
import { Carry, type Mount } from "./carry";

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

const open = new WeakMap<HTMLElement, Carry>();

export default function mount({ data, parentElement, setTriggerValue }: StreamlitMount): () => void {
  const carry = open.get(parentElement);
  if (carry) carry.renew(data);
  else {
    const host = parentElement.querySelector<HTMLElement>(".tc-host") ?? parentElement;
    open.set(parentElement, new Carry(host, data, (put) => setTriggerValue("put", put)));
  }
  return ending(open, parentElement);
}
