import { PROVIDES_ERROR_TRACKING } from "./observability-libraries.js";
import { requireCapability } from "./require-capability.js";

/** An error that nobody is told of is met again by the next user. */
export const requireErrorTracking = requireCapability({
  id: "require-error-tracking",
  criterion: "error-tracking",
  preset: "strict",
  docs: {
    looksAt:
      "Dependencies of the service, of the workspace's packages behind it and of the root: Sentry, Bugsnag, Rollbar, Honeybadger, Error Reporting, APM agents.",
    reports: "A service with routes that has none of them.",
    silent:
      "Any code or configuration speaks of such a service, or ships logs and traces to one that groups errors.",
  },
  libraries: PROVIDES_ERROR_TRACKING,
  hints:
    /sentry|posthog|bugsnag|rollbar|honeybadger|airbrake|raygun|glitchtip|captureException|error[-_ ]?(?:tracking|tracker|reporting|reporter)|opentelemetry|otlp|dd-trace|datadog|new_?relic|dynatrace|elastic-?apm|app(?:lication)?insights|loki|logstash|fluent(?:d|bit)|cloudwatch|stackdriver|@google-cloud\/logging|papertrail|loggly|graylog/i,
  concerns: ({ entry }) => entry,
  praise: "Unexpected errors are collected with",
  message:
    "Unexpected errors of this service go to its log and nowhere else. Nobody is told of a new one, how often it happens or whom it hits, until somebody reads the log.",
  suggestion:
    "Hand uncaught errors and those of the error handler to a tracker: `@sentry/node`, or the one your platform has.",
});
