/** Characters as the `unicode-range` of a style sheet, neighbours drawn together. */
export function unicodeRange(characters: readonly string[]): string {
  const points = characters.map((one) => one.codePointAt(0) ?? 0).sort((one, other) => one - other);
  const spans: { from: number; to: number }[] = [];
  for (const point of points) {
    const last = spans.at(-1);
    if (last && point <= last.to + 1) last.to = point;
    else spans.push({ from: point, to: point });
  }
  return spans.map(({ from, to }) => `U+${hex(from)}${from === to ? '' : `-${hex(to)}`}`).join(',');
}

function hex(point: number): string {
  return point.toString(16);
}
