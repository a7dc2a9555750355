/** A reference to a container image, as manifests, Compose files and Dockerfiles write it. */
export interface ContainerImage {
  /** Host and port; undefined for Docker Hub, which needs none. */
  readonly registry: string | undefined;
  /** Without registry, tag and digest: `library/node` is read as `node`. */
  readonly repository: string;
  /** Undefined where none is written: a runtime then pulls `latest`. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Whether the same reference always means the same version. */
export type ImagePin =
  | { readonly state: "pinned"; readonly by: "digest" | "tag" }
  /** Why another image may hide behind the reference tomorrow; a clause about the image. */
  | { readonly state: "moving"; readonly reason: string }
  /** The name of something built nearby: no registry serves it. */
  | { readonly state: "local" };

const REFERENCE =
  /^(?:(?<registry>localhost(?::\d+)?|[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d+)?|[a-z\d-]+:\d+)\/)?(?<repository>[a-z\d]+(?:[._/-]+[a-z\d]+)*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[a-z\d]+(?:[+._-][a-z\d]+)*:[a-f\d]{32,}))?$/i;

/** Undefined for what is no plain reference: templates, variables that are still to be filled in, nonsense. */
export function parseContainerImage(text: string): ContainerImage | undefined {
  const groups = REFERENCE.exec(text)?.groups;
  if (groups?.["repository"] === undefined) return undefined;
  const { registry, repository, tag, digest } = groups;
  const isHub = registry === undefined || /^(?:index\.|registry-1\.)?docker\.io$/i.test(registry);
  return {
    registry: isHub ? undefined : registry,
    repository: isHub ? repository.replace(/^library\//, "") : repository,
    tag,
    digest,
  };
}

/** How far the reference holds still. A tag with a version in it counts as pinned, though its owner could move it. */
export function imagePin(image: ContainerImage): ImagePin {
  const { tag, digest } = image;
  if (digest !== undefined) return { state: "pinned", by: "digest" };
  if (!isServedByRegistry(image)) return { state: "local" };
  if (tag === undefined) return { state: "moving", reason: "has no tag, which means latest" };
  return isMovingTag(tag)
    ? { state: "moving", reason: `has the tag ${tag}, which is moved to each new release` }
    : { state: "pinned", by: "tag" };
}

/**
 * False for a bare name that Docker Hub does not serve: `payments:latest` is built on the same machine. A name with
 * a registry or an owner is pulled.
 */
function isServedByRegistry({ registry, repository }: ContainerImage): boolean {
  if (registry !== undefined)
    return !/^(?:localhost|127\.0\.0\.1|host\.docker\.internal)\b/i.test(registry);
  return repository.includes("/") || OFFICIAL.has(repository);
}

/** True for the images that Docker Hub keeps itself. None of them has a HEALTHCHECK: its maintainers refuse them. */
export function isOfficialImage({ registry, repository }: ContainerImage): boolean {
  return registry === undefined && OFFICIAL.has(repository);
}

const CHANNEL =
  /^(?:latest|stable|lts|current|edge|nightly|canary|main|master|head|develop|dev|rolling|unstable|snapshot|mainline|alpine|slim)$/i;

/** `latest-pg16` moves like `latest`, and `alpine` like it too; `16-alpine` and `bookworm` say which version. */
function isMovingTag(tag: string): boolean {
  const words = tag.split(/[-_.]/);
  return words[0] === "latest" || words.every((word) => CHANNEL.test(word));
}

/** Images that Docker Hub serves under a bare name: https://github.com/docker-library/official-images */
const OFFICIAL: ReadonlySet<string> = new Set(
  `adminer aerospike almalinux alpine amazoncorretto amazonlinux api-firewall arangodb archlinux backdrop bash bonita
   buildpack-deps busybox caddy cassandra chronograf cirros clearlinux clefos clickhouse clojure composer convertigo
   couchbase couchdb crate dart debian docker drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir
   emqx erlang fedora flink fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell haxe
   hello-world hitch httpd hylang ibm-semeru-runtimes ibmjava influxdb irssi jetty joomla jruby julia kapacitor kibana
   kong krakend lightstreamer liquibase logstash mageia mariadb matomo maven mediawiki memcached mongo mongo-express
   monica mysql nats nats-streaming neo4j neurodebian nextcloud nginx node notary odoo open-liberty openjdk openresty
   opensuse oraclelinux orientdb percona perl photon php php-zendserver phpmyadmin plone postfixadmin postgres
   pypy python r-base rabbitmq rakudo-star redis redmine registry rethinkdb rocket.chat rockylinux ros ruby rust
   sapmachine satosa silverpeas solr sonarqube spark spiped storm swift swipl teamspeak telegraf tomcat tomee
   traefik ubuntu unit valkey varnish websphere-liberty wordpress xwiki yourls znc zookeeper`.split(
    /\s+/,
  ),
);
