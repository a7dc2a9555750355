import type { SourceRange } from "@faultline/contract";
import { isOfficialImage, parseContainerImage, type ContainerImage } from "../container-image.js";
import { readEntries } from "../yaml/read-path.js";
import { hasKey, type Service } from "./compose-file.js";
import { withDefaults } from "./interpolation.js";

/** What a service runs. */
export interface ServiceImage {
  /** As it is written, with its variables; undefined where only `build` says it. */
  readonly text: string | undefined;
  readonly location: SourceRange | undefined;
  /** Read with the defaults of its variables; undefined where that leaves a gap. */
  readonly parsed: ContainerImage | undefined;
  readonly isBuilt: boolean;
}

export function imageOf(service: Service): ServiceImage {
  const entry = [service.node, ...service.bases]
    .flatMap((node) => readEntries(node).entries)
    .find(({ key }) => key === "image");
  const value = entry?.value.type === "scalar" ? entry.value : undefined;
  const text = value?.value === null || value === undefined ? undefined : String(value.value);
  const plain = text === undefined ? undefined : withDefaults(text);
  return {
    text,
    location: value?.range,
    parsed: plain === undefined ? undefined : parseContainerImage(plain),
    isBuilt: hasKey(service, "build"),
  };
}

const RUNTIMES =
  /^(?:node|oven\/bun|denoland\/deno|python|golang|ruby|php|openjdk|eclipse-temurin|rust)$/;
/** Databases, brokers, proxies and tools that many publish: they stand in any development stack as they do in production. */
const SUPPORTING =
  /(?:^|[/-])(?:postgres|postgis|pgvector|timescaledb|pgbouncer|mysql|mariadb|mongo|mongodb|redis|redis-stack|valkey|keydb|dragonfly|rabbitmq|kafka|cp-[\w-]+|zookeeper|redpanda|nats|elasticsearch|opensearch|kibana|logstash|clickhouse|clickhouse-server|cassandra|scylla|neo4j|influxdb|minio|mc|localstack|azurite|gcloud|cloud-sdk|dynamodb-local|mssql|server|oracle|mailhog|mailpit|maildev|mailcatcher|smtp4dev|inbucket|pgadmin4?|adminer|redisinsight|redis-commander|mongo-express|phpmyadmin|prometheus|alertmanager|node-exporter|cadvisor|grafana|loki|promtail|tempo|mimir|jaeger|all-in-one|zipkin|otel|opentelemetry-collector[\w-]*|collector|nginx|traefik|caddy|haproxy|envoy|squid|varnish|keycloak|vault|consul|etcd|portainer|watchtower|cloudflared|ngrok|certbot|nginx-proxy|acme-companion|selenium|chrome|browserless|wiremock|mockserver|swagger-ui|sonarqube|meilisearch|typesense|qdrant|weaviate|chroma|milvus|ollama|temporal|temporalio|auto-setup|ui|soketi|unleash-server|flagsmith|metabase|superset|n8n|memcached|couchdb|libsql-server|surrealdb|cockroach)(?:$|[/-])/;

/** True for what the project writes itself, or publishes; no database, proxy or tool of others. */
export function runsOwnCode({ isBuilt, parsed, text }: ServiceImage): boolean {
  if (isBuilt) return true;
  if (!parsed)
    return text !== undefined && !SUPPORTING.test(text.replace(/\$\{[^}]*\}|[:@].*$/g, ""));
  if (RUNTIMES.test(parsed.repository)) return true;
  return !isOfficialImage(parsed) && !SUPPORTING.test(parsed.repository);
}
