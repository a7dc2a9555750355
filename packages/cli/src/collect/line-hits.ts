/** How often tests ran the lines of one file; a line without a count has nothing to run. */
export class LineHits {
  /** By line, from 1: 0 where there is nothing to run, else one more than the count. */
  #counts = new Uint32Array(64);
  #last = 0;

  /** Adds runs of a line, 0 for one that could have been run. */
  add(line: number, count: number): void {
    if (line >= this.#counts.length) {
      const larger = new Uint32Array(Math.max(line + 1, this.#counts.length * 2));
      larger.set(this.#counts);
      this.#counts = larger;
    }
    const before = Math.max(this.#counts[line] ?? 0, 1);
    this.#counts[line] = Math.min(before + count, 0xffffffff);
    this.#last = Math.max(this.#last, line);
  }

  /** The last line that has something to run; 0 where none has. */
  get last(): number {
    return this.#last;
  }

  /** Undefined for a line with nothing to run. */
  of(line: number): number | undefined {
    const count = this.#counts[line] ?? 0;
    return count === 0 ? undefined : count - 1;
  }

  /** Every line with something to run, in order. */
  *lines(): Generator<{ readonly line: number; readonly hits: number }> {
    for (let line = 1; line <= this.#last; line++) {
      const hits = this.of(line);
      if (hits !== undefined) yield { line, hits };
    }
  }
}
