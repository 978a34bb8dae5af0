// The entry that Streamlit calls on each run with the mount's data; one lives as long as its element.
import { ending } from "../ending";
import { Decided, type Mount } from "./decided";

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
}

const open = new WeakMap<HTMLElement, Decided>();

export default function mount({ data, parentElement }: StreamlitMount): () => void {
  const decided = open.get(parentElement);
  if (decided) decided.renew(data);
  else open.set(parentElement, new Decided(parentElement, data));
  return ending(open, parentElement);
}
