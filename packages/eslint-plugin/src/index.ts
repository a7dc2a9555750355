import { javascriptParser } from "@faultline/analysis";
import type { Linter, Rule } from "eslint";
import packageJson from "../package.json" with { type: "json" };
import { recommended } from "./configs/recommended.js";
import { strict } from "./configs/strict.js";
import { workflows } from "./configs/workflows.js";
import { RULES } from "./rules.generated.js";

/** The plugin's shape, in ESLint's own types. */
export interface FaultlinePlugin {
  readonly meta: {
    readonly name: string;
    readonly version: string;
    readonly namespace: "faultline";
  };
  readonly rules: Record<string, Rule.RuleModule>;
  /**
   * Reads TypeScript and JavaScript without `typescript`, for projects where typescript-eslint's
   * parser can't run. It gives no types.
   */
  readonly parser: Linter.Parser;
  /** Arrays whose blocks are scoped by `files`: spread them, or name them in `extends`. */
  readonly configs: {
    readonly recommended: Linter.Config[];
    readonly strict: Linter.Config[];
    /** The rules over pipelines: not in the presets, which would have ESLint lint workflows with everybody's rules. */
    readonly workflows: Linter.Config[];
  };
}

const configs: Record<"recommended" | "strict" | "workflows", Linter.Config[]> = {
  recommended: [],
  strict: [],
  workflows: [],
};

const plugin: FaultlinePlugin = {
  meta: { name: packageJson.name, version: packageJson.version, namespace: "faultline" },
  rules: { ...RULES },
  // Sound: it fills in the comments that the type of a program lets be missing.
  parser: javascriptParser as Linter.Parser,
  configs,
};

// A preset names the plugin it belongs to, so it can only be made once the plugin is there.
configs.recommended = recommended(plugin);
configs.strict = strict(plugin);
configs.workflows = workflows(plugin);

export default plugin;
