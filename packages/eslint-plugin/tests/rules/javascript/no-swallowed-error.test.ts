import { testRule } from "../../harness/test-rule.js";
import { dropped } from "./no-swallowed-error/dropped.js";
import { kept } from "./no-swallowed-error/kept.js";

testRule("no-swallowed-error", { reports: dropped, silent: kept });
