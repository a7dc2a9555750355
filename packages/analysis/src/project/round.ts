/** A pause between two analyses that only somebody makes who may have changed a file. */
const PAUSE_MS = 300;

/** How long a round lasts at most, while a linter reads one file right after the other. */
const LONGEST_MS = 60_000;

let round = 0;
let diskRound = 0;
let endsAt = 0;
let usedAt = 0;
let isAnalysing = false;
let isDiskAtRest = false;

/**
 * Which round this is. In one round the disk is taken to be as it was found: a linter reads many
 * files one right after the other, and an editor pauses between them.
 */
export function currentRound(): number {
  if (!isAnalysing) goOn();
  return round;
}

/** Which state of the disk this is. */
function currentDiskRound(): number {
  currentRound();
  return diskRound;
}

/** Begins a round: what is known of the disk is compared with it again. */
export function beginRound(): void {
  if (isDiskAtRest) return;
  diskRound++;
  forgetAnswers();
}

/** Begins a round in which the disk is taken to be as it was, because what was worked out of it is no longer held. */
export function forgetAnswers(): void {
  round++;
  endsAt = Date.now() + LONGEST_MS;
}

/**
 * For a reader of a whole project, which takes the disk as it found it however long that lasts: gives what ends it.
 * On a busy machine its own work looks like the pauses of an editor, and lists of thousands of files would be read again and again.
 */
export function keepDiskAtRest(): () => void {
  beginRound();
  isDiskAtRest = true;
  return () => {
    isDiskAtRest = false;
  };
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
  if (isDiskAtRest) return;
  const now = Date.now();
  if (now >= endsAt || now - usedAt > PAUSE_MS) beginRound();
  usedAt = now;
}

/** Answers that hold for one round; those that only the disk decides outlast what is forgotten for want of room. */
export class PerRound<Key, Answer> {
  readonly #answers = new Map<Key, Answer>();
  readonly #roundNow: () => number;
  #round = -1;

  constructor(restsOn: "answers" | "disk" = "answers") {
    this.#roundNow = restsOn === "disk" ? currentDiskRound : currentRound;
  }

  get(key: Key, find: () => Answer): Answer {
    const now = this.#roundNow();
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
