// Faultline's own presets over files of any checkout, in this process: what the command line lints with.
import { relative, sep } from "node:path";
import { javascriptParser } from "@faultline/analysis";
import { ESLint } from "eslint";
import plugin from "eslint-plugin-faultline";
import { reviewBlocks } from "eslint-plugin-faultline/rules";

/**
 * @typedef {object} LintFinding
 * @property {string} file relative to the root, with forward slashes
 * @property {string} rule without the plugin's prefix; `fatal` where the file does not parse
 * @property {string} messageId
 * @property {number} line
 * @property {number} column
 * @property {string} message
 */

/**
 * The configuration of `faultline review`: no parser of TypeScript's is needed, and manifests may lie anywhere.
 * @param {"recommended" | "strict"} preset
 */
function faultlineConfig(preset, only) {
  return [
    { files: ["**/*.{js,mjs,cjs,ts,mts,cts}"], languageOptions: { parser: javascriptParser } },
    ...reviewBlocks(preset, plugin).map((block) => narrowed(block, only)),
    { linterOptions: { reportUnusedDisableDirectives: "off" } },
  ];
}

/** The block with none but these rules. */
function narrowed(block, only) {
  if (only.length === 0) return block;
  const rules = Object.entries(block.rules).filter(([id]) =>
    only.includes(id.replace("faultline/", "")),
  );
  return { ...block, rules: Object.fromEntries(rules) };
}

/**
 * @param {string} root
 * @param {"recommended" | "strict"} preset
 * @param {readonly string[]} files relative to the root
 * @param {readonly string[]} [only] rules; all of the preset where none is named
 * @returns {Promise<LintFinding[]>} in ESLint's order
 */
export async function lintFiles(root, preset, files, only = []) {
  if (files.length === 0) return [];
  const eslint = linterAt(root, preset, only);
  return (await eslint.lintFiles([...files])).flatMap((result) => findingsOf(root, result));
}

/**
 * @param {string} root
 * @param {"recommended" | "strict"} preset
 * @param {readonly string[]} only
 */
function linterAt(root, preset, only) {
  const { emitWarning } = process;
  // ESLint warns of a project's `.eslintignore`, which is not read here.
  process.emitWarning = () => undefined;
  try {
    return new ESLint({
      cwd: root,
      overrideConfigFile: true,
      overrideConfig: faultlineConfig(preset, only),
      globInputPaths: false,
      errorOnUnmatchedPattern: false,
      warnIgnored: false,
    });
  } finally {
    process.emitWarning = emitWarning;
  }
}

function findingsOf(root, { filePath, messages }) {
  const file = relative(root, filePath).split(sep).join("/");
  return messages
    .filter(
      ({ ruleId, fatal, message }) =>
        (fatal && message.startsWith("Parsing error")) || ruleId?.startsWith("faultline/"),
    )
    .map(({ ruleId, messageId = "", line, column, message }) => ({
      file,
      rule: ruleId?.replace("faultline/", "") ?? "fatal",
      messageId,
      line,
      column,
      message,
    }));
}
