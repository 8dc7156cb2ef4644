import { parseArgs } from "node:util";
import type { SimulatorOptions } from "@/lib/simulator/server";

export const USAGE = `A stand-in call service that speaks the call API's wire format.

  npm run simulator -- [options]

  --port N       port to listen on (4010; 0 takes a free one)
  --host H       address to bind (127.0.0.1)
  --calls N      calls that are live on average (24)
  --seed N       which world: the same number gives the same calls (1)
  --speed N      simulated seconds per second (1)
  --key K        the API key it accepts (demo-key)
  --control      also serve the test levers under /__simulator
  --help         this text`;

/** The options, or null when help was asked for. A bad flag throws an Error whose message is one sentence. */
export function readFlags(args: readonly string[]): SimulatorOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "4010" },
      host: { type: "string", default: "127.0.0.1" },
      calls: { type: "string", default: "24" },
      seed: { type: "string", default: "1" },
      speed: { type: "string", default: "1" },
      key: { type: "string", default: "demo-key" },
      control: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const number = (name: "port" | "calls" | "seed" | "speed", low: number, high: number, whole = true): number => {
    const value = values[name].trim() === "" ? Number.NaN : Number(values[name]);
    if (value >= low && value <= high && (!whole || Number.isInteger(value))) return value;
    throw new Error(
      `--${name} must be a ${whole ? "whole " : ""}number from ${low} to ${high}, not "${values[name]}".`,
    );
  };
  if (values.key === "") throw new Error("--key must not be empty.");
  return {
    port: number("port", 0, 65_535),
    host: values.host,
    calls: number("calls", 0, 2_000),
    seed: number("seed", 0, 4_294_967_295),
    speed: number("speed", 0.01, 10_000, false),
    key: values.key,
    control: values.control,
  };
}
