import { parseContainerImage } from "../container-image.js";
import { readItems, readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import type { Container } from "./workload.js";

/** True for something that keeps data or state of its own: a second copy shares none of it. */
export function keepsState({ node }: Container): boolean {
  if (listensAsDatabase(node)) return true;
  const image = readText(node, "image");
  if (image.state !== "present") return false;
  const name = parseContainerImage(image.value)?.repository.split("/").at(-1) ?? "";
  return STATEFUL.has(name.replace(/-(?:ha|server|alpine|oss)$/, ""));
}

/** The ports that IANA or long custom gives to databases and brokers. */
const DATABASE_PORTS: ReadonlySet<string> = new Set(
  "1433 1521 2181 2379 3306 4222 5432 5433 5672 6379 7474 7687 8086 8123 9042 9092 9200 11211 26257 27017 28015".split(
    " ",
  ),
);

function listensAsDatabase(container: YamlNode): boolean {
  const ports = readItems(container, "ports");
  return (
    ports.state === "present" &&
    ports.value.some((port) => {
      const number = readText(port, "containerPort");
      return number.state === "present" && DATABASE_PORTS.has(number.value);
    })
  );
}

const STATEFUL: ReadonlySet<string> = new Set(
  `postgres postgresql postgis pgvector timescaledb mysql mariadb percona mssql sqlserver mongo mongodb redis redis-stack
   valkey keydb dragonfly memcached rabbitmq nats nats-streaming kafka redpanda zookeeper etcd activemq pulsar elasticsearch
   opensearch solr meilisearch typesense qdrant weaviate milvus minio clickhouse influxdb victoria-metrics prometheus
   alertmanager grafana loki tempo jaeger all-in-one zipkin consul vault cassandra scylla neo4j couchdb couchbase
   cockroach rethinkdb arangodb orientdb localstack mailhog mailpit mailcatcher maildev registry sonarqube jenkins gitea
   nexus3 emqx eclipse-mosquitto mosquitto`.split(/\s+/),
);
