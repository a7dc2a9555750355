import { defineLibrary, type Library } from "../recogniser.js";

/** Routes are found by the file they stand in: route handlers, and the older API routes. */
export const next: Library = defineLibrary({
  packages: ["next"],
  docs: "https://nextjs.org/docs/app/api-reference/file-conventions/route",
  sites: {},
  entryPoints: {
    ": NextApiRequest": "request",
    ": NextApiResponse": "request",
    ": NextApiHandler": "request",
    ": NextRequest": "request",
    ": GetServerSideProps": "request",
    ": GetServerSidePropsContext": "request",
  },
  exports: [
    {
      file: /\/app\/(?:.*\/)?route\.[jt]sx?$/,
      names: /^(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS)$/,
      runs: "request",
    },
    { file: /\/pages\/api\/.*\.[jt]sx?$/, names: /^default$/, runs: "request" },
    { file: /\/middleware\.[jt]s$/, names: /^(?:middleware|default)$/, runs: "request" },
  ],
});
