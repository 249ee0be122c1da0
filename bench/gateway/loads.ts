import type { Poster } from "./postJson.ts";

/** What a load gave. Latencies in milliseconds; CPU is the gateway's, per request, which a busy machine distorts less. */
export type LoadFigures = {
  readonly requests: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly answerBytes: number;
  readonly cpuMsPerRequest: number;
};

/** Milliseconds of CPU time that the process under load has used. */
export type CpuClock = () => Promise<number>;

/** Bounds of a load; whichever is reached first ends it. */
export type LoadLimits = { readonly seconds: number; readonly requests: number };

/** As many requests as `workers` senders get answered, each sending its next one when it has the last answer. */
export async function saturate(
  poster: Poster,
  body: (n: number) => string,
  workers: number,
  limits: LoadLimits,
  cpuMs: CpuClock,
): Promise<LoadFigures> {
  const startCpuMs = await cpuMs();
  const latencies: number[] = [];
  let next = 0;
  let bytes = 0;
  const start = performance.now();
  const end = start + limits.seconds * 1000;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (next < limits.requests && performance.now() < end) {
        const sent = performance.now();
        const answer = await poster.post(body(next++));
        bytes += answer;
        latencies.push(performance.now() - sent);
      }
    }),
  );
  return figures(latencies, (performance.now() - start) / 1000, bytes, (await cpuMs()) - startCpuMs);
}

/**
 * Requests at a fixed rate, whether or not answers come: a latency counts from when the request was due, so that a stall
 * shows in all that waited for it.
 */
export async function atRate(
  poster: Poster,
  body: (n: number) => string,
  perSecond: number,
  limits: LoadLimits,
  cpuMs: CpuClock,
): Promise<LoadFigures> {
  const startCpuMs = await cpuMs();
  const count = Math.min(limits.requests, Math.floor(limits.seconds * perSecond));
  const latencies: number[] = [];
  let bytes = 0;
  const start = performance.now();
  const running: Promise<void>[] = [];
  for (let n = 0; n < count; n++) {
    const due = start + (n * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(
      poster.post(body(n)).then((answer) => {
        bytes += answer;
        latencies.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(running);
  return figures(latencies, (performance.now() - start) / 1000, bytes, (await cpuMs()) - startCpuMs);
}

function figures(latencies: number[], seconds: number, bytes: number, cpuMs: number): LoadFigures {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    requests: sorted.length,
    seconds: round(seconds),
    perSecond: Math.round(sorted.length / seconds),
    p50Ms: round(at(0.5)),
    p99Ms: round(at(0.99)),
    answerBytes: Math.round(bytes / Math.max(1, sorted.length)),
    cpuMsPerRequest: Math.round((cpuMs / Math.max(1, sorted.length)) * 100) / 100,
  };
}
