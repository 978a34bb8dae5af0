// The server counts code points, the browser UTF-16 code units: they part where a character takes two units.

/** Positions of one text in code points and in UTF-16 code units. */
export class Positions {
  /** Code-point positions of the characters that take two code units. */
  private readonly wide: number[] = [];

  constructor(readonly text: string) {
    for (let unit = 0, point = 0; unit < text.length; unit++, point++) {
      if (isHighSurrogate(text.charCodeAt(unit)) && isLowSurrogate(text.charCodeAt(unit + 1))) {
        this.wide.push(point);
        unit++;
      }
    }
  }

  /** The code-unit position of a code-point position. */
  toUnits(point: number): number {
    return point + firstIndex(this.wide.length, (index) => this.wide[index]! >= point);
  }

  /** The code-point position of a code-unit position; the middle of a pair counts as before it. */
  toPoints(unit: number): number {
    return unit - firstIndex(this.wide.length, (index) => this.wide[index]! + index >= unit);
  }

  /** The words between two code-point positions. */
  slice(start: number, end: number): string {
    return this.text.slice(this.toUnits(start), this.toUnits(end));
  }
}

/** The smallest index in [0, length] for which `holds` is true from there on. */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
