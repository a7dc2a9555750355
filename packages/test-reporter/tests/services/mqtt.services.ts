import mqtt from "mqtt";
import { expect, it } from "vitest";
import { endings, observe, spoken } from "../support/observe.js";
import { describeService } from "../support/service.js";

const PORT = 1883;

await describeService("MQTT", PORT, () => {
  it("is heard subscribing and publishing, without its topics", async () => {
    const seen = await observe(async () => {
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${String(PORT)}`);
      await client.subscribeAsync("faultline/orders", { qos: 1 });
      await client.publishAsync("faultline/orders", "paid", { qos: 2 });
      await client.endAsync();
    });
    expect(spoken(seen, "mqtt")).toEqual(["SUBSCRIBE", "PUBLISH"]);
    expect(endings(seen)).toEqual(["mqtt closed"]);
    expect(JSON.stringify(seen)).not.toContain("orders");
  });
});
