import { connectedClient } from "../kinds/client.js";
import { errorListenerFact } from "../kinds/error-listener.js";
import { publish } from "../kinds/queue.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** mqtt 5.16, `lib/client.js`, `streamErrorHandler`: a socket's error is emitted again as the client's. */
const client: Recognise = (call) =>
  connectedClient(
    call,
    "mqtt",
    "client",
    errorListenerFact(call, {
      without:
        "MQTT.js emits `error` when the broker refuses or drops the connection, and without a listener that ends the process; no `try` around the call can catch it",
    }),
  );

export const mqtt: Library = defineLibrary({
  packages: ["mqtt"],
  docs: "https://github.com/mqttjs/MQTT.js#event-error",
  aliases: { "connectAsync()": "connect()", "new MqttClient": "connect()" },
  givesPromises: false,
  configuration: { "connect()": { credentials: ["1.password", "0.password"], addresses: ["0"] } },
  sites: {
    "connect()": client,
    "connectAsync()": client,
    "new MqttClient": client,
    "connect().publish()": publish,
    "connect().publishAsync()": publish,
  },
});
