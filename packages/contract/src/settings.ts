/**
 * What a project says of its own code, so that it is read as a known library's is:
 * `settings.faultline` of ESLint, `settings` of `faultline.config.ts`. What is left out is not known, and not reported.
 */
export interface Settings {
  /** Functions and methods that wait for another service, a database, a cache or a broker. */
  readonly clients?: readonly ClientSetting[];
  /** Functions that run a function, or wait for a promise, that is handed to them. */
  readonly wrappers?: readonly WrapperSetting[];
  readonly loggers?: readonly LoggerSetting[];
  /** Functions that repeat a function that is handed to them. */
  readonly retryHelpers?: readonly RetryHelperSetting[];
  /** Functions that run a function that is handed to them between BEGIN and COMMIT. */
  readonly transactionRunners?: readonly TransactionRunnerSetting[];
  /** What puts the request's id into every line that is logged; it counts where the package imports it. */
  readonly contextProviders?: readonly ImportedThing[];
}

/** Something that code imports. */
export interface ImportedThing {
  /** A package, an alias as imports write it, or a file relative to the project's root: `./src/http`. */
  readonly module: string;
  /**
   * The way to it from the module: `request`, `client.get`, `new Client`, `createLogger()`; the default
   * export where it is left out.
   */
  readonly export?: string;
}

export interface ClientSetting extends ImportedThing {
  /** The methods that wait, `*` for any; without them `export` itself is what is called. */
  readonly methods?: readonly string[];
  /** What it waits for; `outbound-call` unless said otherwise. */
  readonly kind?: ClientKind;
  /** Whether it changes something over there. */
  readonly access?: "read" | "write";
  /** Whether a call ends within a time limit, or the option of the call that sets one. */
  readonly timeout?: boolean | CallOption;
  /**
   * How often it repeats a call that failed, by itself.
   * @asType integer
   * @minimum 0
   */
  readonly retries?: number;
  /** Whether each call carries a key by which the other side tells a repetition. */
  readonly idempotencyKey?: boolean;
}

export type ClientKind = "outbound-call" | "database-query" | "cache-operation" | "queue-publish";

/** An option of an options object that a call is given. */
export interface CallOption {
  /**
   * The position of the object, counted from 0.
   * @asType integer
   * @minimum 0
   */
  readonly argument: number;
  readonly option: string;
}

export interface WrapperSetting extends ImportedThing {
  /** Whether it limits how long the work takes. */
  readonly timeout?: boolean;
  /** Whether it limits how much of the work runs at once. */
  readonly concurrencyLimit?: boolean;
}

export interface LoggerSetting extends ImportedThing {
  /** Whether fields come before the message or after it, or lines are text for people. */
  readonly style: "fields-first" | "message-first" | "text";
}

export interface RetryHelperSetting extends ImportedThing {
  /**
   * Which argument is the function that is repeated, counted from 0; the first unless said otherwise.
   * @asType integer
   * @minimum 0
   */
  readonly work?: number;
  /** Whether it waits longer each time. */
  readonly backoff?: boolean;
  /** Whether the wait is random. */
  readonly jitter?: boolean;
  /** Whether it gives up at some time. */
  readonly attemptLimit?: boolean;
  /**
   * How often it repeats the work at most.
   * @asType integer
   * @minimum 0
   */
  readonly retries?: number;
}

export interface TransactionRunnerSetting extends ImportedThing {
  /**
   * Which argument is the function that runs in the transaction, counted from 0; the first unless said otherwise.
   * @asType integer
   * @minimum 0
   */
  readonly work?: number;
  /**
   * Which parameter of that function is the transaction's handle, counted from 0; the first unless said otherwise.
   * @asType integer
   * @minimum 0
   */
  readonly handle?: number;
  /** True where every statement joins the transaction by itself, through AsyncLocalStorage or the like. */
  readonly ambient?: boolean;
  /** The package whose statements it is for, by the name that code imports: `pg`, `@prisma/client`. */
  readonly driver?: string;
}
