/** A rectangle in the units of the area that was divided. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Divides an area into one rectangle per weight, each as near to a square as the others allow:
 * "Squarified Treemaps", Bruls, Huizing and van Wijk, 2000. Weights are above 0 and fall.
 */
export function squarify(weights: readonly number[], area: Rectangle): readonly Rectangle[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scale = (area.width * area.height) / total;
  const placed: Rectangle[] = [];
  let rest = area;
  let row: number[] = [];
  for (const weight of weights.map((one) => one * scale)) {
    const side = Math.min(rest.width, rest.height);
    if (row.length > 0 && worstRatio([...row, weight], side) > worstRatio(row, side)) {
      rest = layRow(row, rest, placed);
      row = [];
    }
    row.push(weight);
  }
  if (row.length > 0) layRow(row, rest, placed);
  return placed;
}

/** The longest side against the shortest, of the least square rectangle in a row. */
function worstRatio(row: readonly number[], side: number): number {
  const sum = row.reduce((total, one) => total + one, 0);
  const [first = 0] = row;
  const last = row.at(-1) ?? first;
  return Math.max((side * side * first) / (sum * sum), (sum * sum) / (side * side * last));
}

/** Lays a row along the shorter side and gives the area that is left. */
function layRow(row: readonly number[], area: Rectangle, placed: Rectangle[]): Rectangle {
  const sum = row.reduce((total, one) => total + one, 0);
  const { x, y, width, height } = area;
  let along = 0;
  if (width >= height) {
    const depth = sum / height;
    for (const one of row) {
      placed.push({ x, y: y + along, width: depth, height: one / depth });
      along += one / depth;
    }
    return { x: x + depth, y, width: width - depth, height };
  }
  const depth = sum / width;
  for (const one of row) {
    placed.push({ x: x + along, y, width: one / depth, height: depth });
    along += one / depth;
  }
  return { x, y: y + depth, width, height: height - depth };
}
