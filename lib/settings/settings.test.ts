import { describe, expect, it } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { readSettings } from "./settings";
import { complaint } from "./testing";

const KEY = "very-secret-key";

describe("settings", () => {
  it("without any variable are the demo on this machine's port 3000", () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      demo: true,
      callService: null,
      host: "127.0.0.1",
      port: 3000,
      boardIntervalMs: 2000,
      callIntervalMs: 1000,
      maxRequestsPerMinute: 6000,
      alwaysOn: false,
      wordListsPath: null,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    const { words: _, ...thresholds } = DEFAULT_ATTENTION_SETTINGS;
    expect(settings.attention).toEqual(thresholds);
  });

  it("with a key are for real calls, at the service's own address and within its budget", () => {
    expect(readSettings({ HEPPU_API_KEY: KEY })).toMatchObject({
      demo: false,
      callService: { baseUrl: "https://v2.heppu.ai/api/v1", key: KEY },
      maxRequestsPerMinute: 600,
    });
  });

  it("treat an empty or blank variable as absent", () => {
    expect(readSettings({ HEPPU_API_KEY: "  ", PORT: "" })).toMatchObject({ demo: true, port: 3000 });
  });

  it("talk to the simulator in the demo once the launcher has started it, and never when there is a key", () => {
    const demo = { EARSHOT_DEMO_URL: "http://127.0.0.1:4567/api/v1", EARSHOT_DEMO_KEY: "demo" };
    expect(readSettings(demo).callService).toEqual({ baseUrl: demo.EARSHOT_DEMO_URL, key: "demo" });
    expect(readSettings({ ...demo, HEPPU_API_KEY: KEY }).callService).toMatchObject({ key: KEY });
  });

  it("drop slashes at the end of the call service's address", () => {
    const settings = readSettings({ HEPPU_API_KEY: KEY, HEPPU_API_URL: "https://calls.example/api/v1//" });
    expect(settings.callService?.baseUrl).toBe("https://calls.example/api/v1");
  });

  it("read thresholds in seconds, broken ones too", () => {
    const { attention } = readSettings({
      EARSHOT_ATTENTION_STUCK_SECONDS: "1.5",
      EARSHOT_ATTENTION_CALLER_ALONE_SECONDS: "2",
      EARSHOT_ATTENTION_AGENT_SILENT_WARNING_SECONDS: "3",
      EARSHOT_ATTENTION_AGENT_SILENT_CRITICAL_SECONDS: "4",
      EARSHOT_ATTENTION_DEAD_AIR_SECONDS: "5",
      EARSHOT_ATTENTION_RINGING_SECONDS: "6",
      EARSHOT_ATTENTION_LONG_CALL_WARNING_SECONDS: "7",
      EARSHOT_ATTENTION_LONG_CALL_CRITICAL_SECONDS: "7",
    });
    expect(attention).toMatchObject({
      stuckAfterMs: 1500,
      callerAloneAfterMs: 2000,
      agentSilentWarningMs: 3000,
      agentSilentCriticalMs: 4000,
      deadAirMs: 5000,
      ringingLongMs: 6000,
      longCallWarningMs: 7000,
      longCallCriticalMs: 7000,
    });
  });

  it.each(["127.0.0.1", "::1", "[::1]", "localhost"])("may listen on %s", (host) => {
    expect(readSettings({ HOST: host }).host).toBe(host.replace(/[[\]]/g, ""));
  });

  it.each([
    ["HEPPU_API_KEY", "two words"],
    ["HEPPU_API_KEY", "line\nbreak"],
    ["HEPPU_API_URL", "v2.heppu.ai"],
    ["HEPPU_API_URL", "http://v2.heppu.ai/api/v1"],
    ["HEPPU_API_URL", "ftp://v2.heppu.ai"],
    ["HEPPU_API_URL", "https://user:pass@v2.heppu.ai"],
    ["HEPPU_API_URL", "https://v2.heppu.ai/?x=1"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "3e3"],
    ["PORT", "-1"],
    ["PORT", "three"],
    ["HOST", "earshot.example"],
    ["HOST", "*"],
    ["HOST", "127.0.0.1.example.com"],
    ["HOST", "localhost.example.com"],
    ["EARSHOT_BOARD_INTERVAL_MS", "499"],
    ["EARSHOT_BOARD_INTERVAL_MS", "60001"],
    ["EARSHOT_CALL_INTERVAL_MS", "249"],
    ["EARSHOT_MAX_REQUESTS_PER_MINUTE", "29"],
    ["EARSHOT_TIME_ZONE", "Mars/Olympus"],
    ["EARSHOT_ATTENTION_DEAD_AIR_SECONDS", "0"],
    ["EARSHOT_ATTENTION_DEAD_AIR_SECONDS", "soon"],
    ["EARSHOT_ALWAYS_ON", "maybe"],
    ["EARSHOT_DEMO_CALLS", "0"],
    ["EARSHOT_DEMO_SPEED", "0"],
  ])("refuse %s=%j in one sentence that names it and does not repeat it", (name, value) => {
    const sentence = complaint({ [name]: value });
    expect(sentence).toMatch(new RegExp(`^${name} is not usable: it should be [^\\n]+\\.$`));
    if (name.endsWith("KEY")) expect(sentence).not.toContain(value);
  });

  it("refuse a critical threshold below its warning, the product's own warning too", () => {
    expect(complaint({ EARSHOT_ATTENTION_LONG_CALL_CRITICAL_SECONDS: "60" })).toMatch(
      /^EARSHOT_ATTENTION_LONG_CALL_CRITICAL_SECONDS .* 600\.$/,
    );
  });

  it("never say the key", () => {
    expect(complaint({ HEPPU_API_KEY: KEY, PORT: "x" })).not.toContain(KEY);
  });
});
