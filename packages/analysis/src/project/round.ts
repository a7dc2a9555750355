/** A pause between two analyses that only somebody makes who may have changed a file. */
const PAUSE_MS = 300;

/** How long a round lasts at most, while a linter reads one file right after the other. */
const LONGEST_MS = 60_000;

let round = 0;
let endsAt = 0;
let usedAt = 0;
let isAnalysing = false;

/**
 * Which round this is. In one round the disk is taken to be as it was found: a linter reads many
 * files one right after the other, and an editor pauses between them.
 */
export function currentRound(): number {
  if (!isAnalysing) goOn();
  return round;
}

/** Begins a round: what is known of the disk is compared with it again. */
export function beginRound(): void {
  round++;
  endsAt = Date.now() + LONGEST_MS;
}

/** Begins the analysis of a file, which stays in one round; gives what ends it. */
export function beginAnalysis(): () => void {
  goOn();
  isAnalysing = true;
  return () => {
    isAnalysing = false;
    usedAt = Date.now();
  };
}

function goOn(): void {
  const now = Date.now();
  if (now >= endsAt || now - usedAt > PAUSE_MS) beginRound();
  usedAt = now;
}

/** Answers that hold for one round. */
export class PerRound<Key, Answer> {
  readonly #answers = new Map<Key, Answer>();
  #round = -1;

  get(key: Key, find: () => Answer): Answer {
    const now = currentRound();
    if (this.#round !== now) {
      this.#answers.clear();
      this.#round = now;
    }
    const known = this.#answers.get(key);
    if (known !== undefined || this.#answers.has(key)) return known as Answer;
    const answer = find();
    this.#answers.set(key, answer);
    return answer;
  }
}

/** The same for questions about something: an index, a folder. */
export class PerRoundOf<About extends object, Answer> {
  readonly #answers = new PerRound<About, Map<string, Answer>>();

  get(about: About, question: string, find: () => Answer): Answer {
    const answers = this.#answers.get(about, () => new Map());
    const known = answers.get(question);
    if (known !== undefined || answers.has(question)) return known as Answer;
    const answer = find();
    answers.set(question, answer);
    return answer;
  }
}
