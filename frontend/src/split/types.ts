// What the server and the two sides of a split say to each other (src/themes/ui/pages/code_split.py).
export interface Quotation {
  id: string;
  words: string;
  who: string;
  /** Who coded it: two who coded the same words are two quotations. */
  coder: string;
}

export interface Mount {
  code: string;
  name: string;
  readOnly: boolean;
  quotations: Quotation[];
}

export interface Split {
  id: string;
  name: string;
  codings: string[];
}
