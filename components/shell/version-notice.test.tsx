// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { aPerson, drawn, serverAnswers } from "@/e2e/support/rendered";
import { sawBuild } from "@/lib/wire/build-seen";
import { monotonicMs } from "@/lib/wire/monotonic";
import { VersionNotice } from "./version-notice";

/** A page of build-1; each answer of `builds` comes a second after the one before, the last again and again. */
function answersFor(seconds: number, ...builds: string[]) {
  for (let second = 0; second < seconds; second += 1) {
    act(() => {
      sawBuild(builds[Math.min(second, builds.length - 1)] ?? null, monotonicMs());
      vi.advanceTimersByTime(1_000);
    });
  }
}

describe("a newer version", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
    sawBuild("build-1", monotonicMs());
    serverAnswers("GET /healthz", { body: {} });
  });

  const notice = (path = "/") => {
    const { container, getByRole } = drawn(<VersionNotice />, { viewer: aPerson(), path });
    return {
      is: () => container.querySelector("[data-new-version]") !== null,
      status: () => getByRole("status").textContent,
      press: (name: string) => act(() => getByRole("button", { name }).click()),
    };
  };

  it("is not said by a page of the version that answers", () => {
    const { is } = notice();
    answersFor(40, "build-1");
    expect(is()).toBe(false);
  });

  it("is said once only new servers have answered for a quarter of a minute, by a status and quietly", () => {
    const { is, status } = notice();
    answersFor(10, "build-2");
    expect(is()).toBe(false);
    answersFor(10, "build-2");
    expect(is()).toBe(true);
    expect(status()).toBe("A new version is here.Reload");
  });

  it("is not said while old and new servers answer in turn", () => {
    const { is } = notice();
    for (let turn = 0; turn < 20; turn += 1) answersFor(2, turn % 4 === 0 ? "build-1" : "build-2");
    expect(is()).toBe(false);
  });

  it("put off, it is not said again; the next version is", () => {
    const { is, press } = notice();
    answersFor(20, "build-2");
    press("Not now");
    answersFor(20, "build-2");
    expect(is()).toBe(false);
    answersFor(20, "build-3");
    expect(is()).toBe(true);
  });

  it("is never said on a wall, where nobody could press anything", () => {
    const { is } = notice("/wall");
    answersFor(30, "build-2");
    expect(is()).toBe(false);
  });
});
