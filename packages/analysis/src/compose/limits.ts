import { absent, present, unknown, type Fact } from "@faultline/contract";
import { settingOf, textOf, type ComposeFile, type Service } from "./compose-file.js";

/** Whether the service stops growing somewhere before its host is full. */
export function memoryLimitFact(service: Service, compose: ComposeFile): Fact {
  const states = [
    settingOf(service, "mem_limit"),
    settingOf(service, "deploy", "resources", "limits", "memory"),
  ].map(({ state }) => state);
  if (states.includes("unknown") && !states.includes("present"))
    return unknown("another file or tool fills in the limit");
  if (states.includes("present")) {
    const isNone = /^0\D*$/.test(textOf(service, "mem_limit") ?? "");
    return isNone
      ? absent("its mem_limit is 0, which means none", "mem_limit")
      : present("it has a memory limit");
  }
  if (compose.services.length === 1) return unknown("nothing of the file runs beside it");
  if (compose.isOverlay) return unknown("the limit may stand in the file below");
  return absent("it has neither mem_limit nor deploy.resources.limits.memory", "mem_limit");
}
