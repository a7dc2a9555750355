import { absent, present, unknown, type Fact } from "@faultline/contract";
import { settingOf, type ComposeFile, type Service } from "./compose-file.js";

/** Whether the service comes back after a crash, or after its host was restarted. */
export function restartPolicyFact(service: Service, compose: ComposeFile): Fact {
  const states = [
    settingOf(service, "restart"),
    settingOf(service, "deploy", "restart_policy"),
  ].map(({ state }) => state);
  if (states.includes("present")) return present("it has a restart policy");
  if (states.includes("unknown")) return unknown("another file or tool fills in the policy");
  if (compose.isSwarm) return present("Swarm restarts what stops");
  return compose.isOverlay
    ? unknown("the policy may stand in the file below")
    : absent("it has no restart policy, which means never", "restart: unless-stopped");
}
