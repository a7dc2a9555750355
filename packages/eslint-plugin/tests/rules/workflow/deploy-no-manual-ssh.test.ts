import { gitlab, workflow } from "../../harness/pipelines.js";
import { testRule } from "../../harness/test-rule.js";

const action = (script: string): string => `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: appleboy/ssh-action@v1
        with:
          host: \${{ secrets.HOST }}
          key: \${{ secrets.KEY }}
          script: |
${script.replace(/^/gm, "            ")}
`;

testRule("deploy-no-manual-ssh", {
  reports: {
    "git pull and pm2 restart through an action": action(
      "cd /srv/app\ngit pull\nnpm ci\npm2 restart app",
    ),
    "docker compose up through an action": action(
      "cd /srv/app\ndocker compose pull\ndocker compose up -d",
    ),
    "a restart of a service": action("sudo systemctl restart payments"),
    "ssh with a command in quotes": workflow(
      'ssh "$USER@$HOST" "cd /srv/app && git pull && docker compose up -d --build"',
    ),
    "ssh with a script on standard input": workflow(
      "ssh deploy@example.com <<'EOF'\n  git pull\n  pm2 reload app\nEOF",
    ),
    "a pipeline of GitLab": gitlab(
      "ssh deploy@example.com 'cd app && git pull && pm2 restart all'",
    ),
  },
  silent: {
    "a script of the server's": action("./deploy.sh production"),
    "housekeeping on a server": action("docker image prune -f\ndf -h"),
    "a look at a server": workflow("ssh deploy@example.com 'docker ps'"),
    "a pull that restarts nothing": action("cd /srv/docs\ngit pull"),
    "a script that speaks of going back": action("docker compose up -d || ./rollback.sh"),
    "releases side by side": action("ln -sfn releases/42 current\nsudo systemctl reload payments"),
    "a stack of Swarm, which goes back by itself": action(
      "docker stack deploy -c stack.yml app\ndocker restart probe",
    ),
    "the same commands on the runner": workflow("docker compose up -d\nnpm ci"),
    "an agent that holds a key": workflow("eval $(ssh-agent -s)\ndocker compose up -d"),
    "a preview of a proposed change": action("pm2 restart app").replace("push", "pull_request"),
    "another action with a script": action("pm2 restart app").replace(
      "appleboy/ssh-action@v1",
      "example/run@v1",
    ),
  },
});
