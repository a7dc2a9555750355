import { analyseSource, configurationSites, dockerfileSyntax } from "@faultline/analysis";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";

const DOCKERFILE = `# syntax=docker/dockerfile:1
# eslint-disable-next-line faultline/docker-pin-base -- rebuilt each night
ARG NODE_VERSION=22 BASE="node:\${NODE_VERSION:-22}-slim"
FROM --platform=$BUILDPLATFORM \${BASE} AS build
WORKDIR /app
ENV CI=true \\
    # for the build
    DATABASE_URL="postgres://user:\\"x@db/app"

COPY --link package*.json ./
RUN --mount=type=cache,target=/root/.npm \\
    npm ci && ( cd api; npm run build ) || { echo 'no' >&2; exit 1; }
RUN <<-"EOF" bash
	set -e
	if [ -n "$(cat x | grep "a \\"b\\"")" ]; then pnpm i; fi # why
	EOF
COPY <<A <<B /etc/
one
A
two
B
FROM node:22-alpine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
ONBUILD RUN npm install
COPY --from=build --chown=node:node /app/node_modules ./node_modules
USER \${UID:-1000}
HEALTHCHECK --interval=5s CMD curl -f http://localhost/ || exit 1
SHELL ["/bin/sh", "-c"]
ENTRYPOINT [ "tini", "--" ]
CMD exec node main.js
`;

function readInTime(text: string): void {
  const start = performance.now();
  configurationSites("Dockerfile", text);
  analyseSource("docker/Dockerfile", text);
  dockerfileSyntax(text);
  expect(performance.now() - start).toBeLessThan(10_000);
}

vi.setConfig({ testTimeout: 120_000 });

describe("any text", () => {
  it("is read when it stops anywhere, or has lost a piece", () => {
    const position = fc.nat(DOCKERFILE.length);
    fc.assert(
      fc.property(position, position, fc.string({ maxLength: 8 }), (from, to, between) => {
        readInTime(DOCKERFILE.slice(0, from));
        readInTime(DOCKERFILE.slice(0, from) + between + DOCKERFILE.slice(to));
      }),
      { numRuns: 100 },
    );
  });

  it("is read when it is made of the language's signs", () => {
    const piece = fc.constantFrom(
      ..."FROM |RUN |CMD |ENV |ARG |COPY --from=|USER |<<EOF|EOF|\n|\r\n|\\\n|# |$|${|}|\"|'|`|[|]|(|)|$(|&&|||;|=|npm install|node|:|@|\uFEFF|\u2028|\t".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        readInTime(pieces.join(""));
        readInTime(`FROM node:22\n${pieces.join("")}`);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    "RUN a \\\n",
    "RUN <<A\n",
    "A\n",
    "FROM a AS b\n",
    "FROM node\nCOPY --from=0 a b\n",
    "RUN npm install\n",
    "ENV A=$A\n",
    "ARG A=${A:-${A}}\n",
    "WORKDIR a\nRUN npm ci\n",
    "CMD node a & \n",
    "USER $A\n",
    "# eslint-disable-line\n",
  ])("is read when %j repeats without end", (piece) => {
    readInTime(`FROM node:22\n${piece.repeat(Math.floor(20_000 / piece.length))}CMD npm start\n`);
    readInTime(`FROM node:22\n${piece.repeat(20)}CMD npm start\n`);
  });

  it.each(["$(", "${", "`", '"', "'", "(", "\\", "a && ", "if ", "a=b ", "[", '["a",', "sh -c '"])(
    "is read when a command is made of %j without end",
    (piece) => {
      const text = piece.repeat(Math.floor(20_000 / piece.length));
      readInTime(`FROM node:22\nRUN ${text}\nCMD ${text}\n`);
      readInTime(`FROM ${text}\nENV A=${text}\nUSER ${text}\nCMD [${text}]\n`);
    },
  );

  it("is read when stages lead to stages without end", () => {
    const chain = Array.from(
      { length: 60 },
      (_, index) =>
        `FROM s${String(index)} AS s${String(index + 1)}\nRUN npm ci\nCOPY --from=s${String(Math.max(0, index - 1))} /a/node_modules ./node_modules`,
    );
    readInTime(`FROM node:22 AS s0\n${chain.join("\n")}\nCMD npm start\n`);
    readInTime(`FROM a AS a\nFROM a AS b\nCOPY --from=b a/node_modules c\nCMD npm start\n`);
  });
});
