/** A workflow of GitHub Actions with one step that runs this script. */
export function workflow(script: string): string {
  return `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: |
${script.replace(/^/gm, "          ")}
`;
}

/** A job of GitLab CI that runs this script, with the name of the file that it is found in. */
export function gitlab(script: string): { readonly filename: string; readonly code: string } {
  return {
    filename: ".gitlab-ci.yml",
    code: `deploy:\n  stage: deploy\n  environment: production\n  script:\n    - ${script}\n`,
  };
}
