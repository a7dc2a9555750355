import { deployment } from "../../harness/manifests.js";
import { testRule } from "../../harness/test-rule.js";

const scratch = (emptyDir: string, container = "", mount = ""): string =>
  deployment({
    pod: `volumes:\n  - name: scratch\n    emptyDir: ${emptyDir}`,
    container: `volumeMounts:\n  - { name: scratch, mountPath: /tmp${mount} }\n${container}`,
  });

testRule("k8s-ephemeral-storage", {
  reports: {
    "an emptyDir without a limit": scratch("{}"),
  },
  silent: {
    "no emptyDir": deployment(),
    "a limit of the volume": scratch("{ sizeLimit: 1Gi }"),
    "a limit of the container": scratch("{}", "resources: { limits: { ephemeral-storage: 1Gi } }"),
    "a volume in memory": scratch("{ medium: Memory }"),
    "a volume that is only read": scratch("{}", "", ", readOnly: true"),
    "a limit that another tool fills in": scratch("${SCRATCH}"),
    "a file with a LimitRange": `${scratch("{}")}---
apiVersion: v1
kind: LimitRange
metadata: { name: defaults }
spec: { limits: [{ type: Container, default: { ephemeral-storage: 1Gi } }] }
`,
  },
});
