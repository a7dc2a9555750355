import { defineLibrary, type Library } from "../recogniser.js";

/** Resolvers are handed over in an object: `new ApolloServer({ resolvers: { Query: { user() {} } } })`. */
export const graphqlServer: Library = defineLibrary({
  packages: [
    "@apollo/server",
    "apollo-server",
    "apollo-server-express",
    "apollo-server-koa",
    "graphql-yoga",
    "@graphql-tools/schema",
    "graphql-tools",
  ],
  docs: "https://www.apollographql.com/docs/apollo-server/data/resolvers",
  sites: {},
  entryPoints: {
    "new ApolloServer": "request",
    "createSchema()": "request",
    "createYoga()": "request",
    "makeExecutableSchema()": "request",
  },
});
