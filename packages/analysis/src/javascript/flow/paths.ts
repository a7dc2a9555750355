import type { TSESTree } from "@typescript-eslint/types";
import { childrenOf } from "../parse.js";
import { isFunction, type Node } from "../source.js";
import {
  after,
  BEFORE,
  doubt,
  doubtful,
  either,
  ended,
  HELD,
  letGo,
  type Flow,
} from "./flow-states.js";
import { calledMethod, isPlainNegation, isTrue } from "./call-tests.js";
import { allNodes } from "./walk.js";

/** Something that code takes and has to let go of again: a connection, a transaction, a client. */
export interface Hold {
  /** The call after which it is held; when it fails, nothing is. */
  readonly taken: Node;
  /** True where it is held from the beginning: a parameter of a callback. */
  readonly isHeldAtFirst?: boolean;
  /** True for what lets go of it: `client.release()`. */
  letsGo(node: Node): boolean;
  /** True for what is awaited and taken not to fail: what opens it, right after it was taken. */
  opens?(awaited: Node): boolean;
  /** True for a test that depends on whether it is held: `if (client)`. */
  isAbout(test: Node): boolean;
}

/** Follows the ways through a piece of code, from what is so at its beginning to what is so at its ends. */
export class Paths {
  readonly #hold: Hold;
  isHidden = false;

  constructor(hold: Hold) {
    this.#hold = hold;
  }

  contains(node: Node | null): boolean {
    return node !== null && allNodes(node).some((inner) => this.#hold.letsGo(inner));
  }

  run(node: Node | null | undefined, state: number): Flow {
    if (!node || state === 0) return ended(state);
    switch (node.type) {
      case "BlockStatement":
      case "StaticBlock":
        return this.#sequence(node.body, state);
      case "IfStatement":
        return this.#branch(node.test, node.consequent, node.alternate, state);
      case "TryStatement":
        return this.#attempt(node, state);
      case "ReturnStatement": {
        const flow = this.expression(node.argument, state);
        return { ...flow, next: 0, left: flow.left | flow.next };
      }
      case "ThrowStatement": {
        const flow = this.expression(node.argument, state);
        return { ...flow, next: 0, thrown: flow.thrown | flow.next };
      }
      case "BreakStatement":
      case "ContinueStatement":
        return { next: 0, thrown: 0, left: 0, broken: state };
      case "LabeledStatement":
        return this.run(node.body, state);
      case "SwitchStatement":
        return this.#choice(node, state);
      case "ForStatement":
      case "ForOfStatement":
      case "ForInStatement":
      case "WhileStatement":
      case "DoWhileStatement":
        return this.#loop(node, state);
      case "ClassDeclaration":
        return ended(state);
      default:
        return this.expression(node, state);
    }
  }

  #sequence(nodes: readonly Node[], state: number): Flow {
    let flow = ended(state);
    for (const node of nodes) flow = after(flow, this.run(node, flow.next));
    return flow;
  }

  #branch(test: Node, first: Node, second: Node | null, state: number): Flow {
    const tested = this.expression(test, state);
    const [yes, no] = this.#split(test, first, second, tested.next);
    const [taken, other] = [this.run(first, yes), this.run(second, no)];
    return after(tested, either(...this.#correlated(first, second, taken, other)));
  }

  /** `if (client)` is false before it is taken and true while it is held; `if (!client)` the other way round. */
  #split(test: Node, first: Node, second: Node | null, state: number): [number, number] {
    if (!this.#hold.isAbout(test)) return [state, state];
    const before = (state & BEFORE) === 0 ? 0 : BEFORE;
    if (this.contains(first)) return [state, before];
    if (this.contains(second)) return [before, state];
    return isPlainNegation(test) ? [state & HELD ? BEFORE : state, state] : [state, state];
  }

  /** A condition that lets go on one side only is taken to know whether there is anything to let go of. */
  #correlated(first: Node, second: Node | null, taken: Flow, other: Flow): [Flow, Flow] {
    const goes = [
      this.contains(first) && taken.next !== 0,
      this.contains(second) && other.next !== 0,
    ];
    return [
      goes[1] && !goes[0] ? doubtful(taken) : taken,
      goes[0] && !goes[1] ? doubtful(other) : other,
    ];
  }

  #attempt({ block, handler, finalizer }: TSESTree.TryStatement, state: number): Flow {
    const tried = this.run(block, state);
    const caught = handler ? this.run(handler.body, tried.thrown) : undefined;
    const flow = caught ? either({ ...tried, thrown: 0 }, caught) : tried;
    if (!finalizer) return flow;
    const [next, thrown, left, broken] = [flow.next, flow.thrown, flow.left, flow.broken].map(
      (mask) => this.run(finalizer, mask),
    );
    const all = [next, thrown, left, broken].filter((one) => one !== undefined);
    return {
      next: next?.next ?? 0,
      thrown: (thrown?.next ?? 0) | all.reduce((mask, one) => mask | one.thrown, 0),
      left: (left?.next ?? 0) | all.reduce((mask, one) => mask | one.left, 0),
      broken: broken?.next ?? 0,
    };
  }

  #choice(node: TSESTree.SwitchStatement, state: number): Flow {
    const tested = this.expression(node.discriminant, state);
    let flow = ended(0);
    for (const one of node.cases) {
      const ran = this.#sequence(one.consequent, tested.next | flow.next);
      flow = { ...either(flow, ran), next: ran.next };
    }
    const skipped = node.cases.some(({ test }) => test === null) ? 0 : tested.next;
    const whole = { ...flow, next: flow.next | flow.broken | skipped, broken: 0 };
    return after(tested, this.contains(node) ? doubtful(whole) : whole);
  }

  #loop(node: Node & { readonly body: TSESTree.Statement }, state: number): Flow {
    const head = childrenOf(node).filter((child) => child !== node.body);
    const entered = this.#sequence(head, state);
    const once = this.run(node.body, entered.next);
    const twice = this.run(node.body, once.next | once.broken);
    const isEndless =
      (node.type === "WhileStatement" && isTrue(node.test)) ||
      (node.type === "ForStatement" && !node.test);
    const ran = once.next | once.broken | twice.next | twice.broken;
    const skipped = isEndless ? 0 : this.contains(node.body) ? doubt(entered.next) : entered.next;
    return {
      next: ran | skipped,
      thrown: entered.thrown | once.thrown | twice.thrown,
      left: entered.left | once.left | twice.left,
      broken: 0,
    };
  }

  /** What an expression does, in the order it is evaluated. Only what is awaited is taken to fail. */
  expression(node: Node | null | undefined, state: number): Flow {
    if (!node || state === 0) return ended(state);
    if (isFunction(node)) {
      if (this.contains(node)) this.isHidden = true;
      return ended(state);
    }
    if (this.#isFinally(node)) return after(ended(state), ended(letGo(state)));
    if (node.type === "ConditionalExpression")
      return this.#branch(node.test, node.consequent, node.alternate, state);
    if (node.type === "LogicalExpression") return this.#branch(node.left, node.right, null, state);
    let flow = ended(state);
    for (const child of childrenOf(node)) flow = after(flow, this.expression(child, flow.next));
    if (this.#hold.letsGo(node)) return { ...flow, next: letGo(flow.next) };
    if (node === this.#hold.taken) return { ...flow, next: HELD, thrown: flow.thrown | flow.next };
    const mayFail = node.type === "AwaitExpression" && !this.#isCalm(node.argument);
    return mayFail ? { ...flow, thrown: flow.thrown | flow.next } : flow;
  }

  /** The taking itself, whose failure is counted there, and promises whose failure is caught. */
  #isCalm(awaited: Node): boolean {
    if (awaited === this.#hold.taken || this.#hold.opens?.(awaited) === true) return true;
    return calledMethod(awaited) === "catch" || calledMethod(awaited) === "allSettled";
  }

  /** `work().finally(() => client.release())`. */
  #isFinally(node: Node): boolean {
    return (
      node.type === "CallExpression" &&
      calledMethod(node) === "finally" &&
      node.arguments.some((argument) => this.contains(argument))
    );
  }
}
