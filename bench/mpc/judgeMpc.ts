import type { MpcJob } from "./nodeWords.ts";
import type { MpcFigures } from "./summariseNodes.ts";

type Bar = {
  readonly program: string;
  readonly mode: MpcJob["mode"];
  readonly figure: keyof MpcFigures;
  readonly what: string;
  readonly most: number;
  readonly anchor: string;
  /** Emulated, one way. */
  readonly delayMs: number;
};

/** "30 ms WAN" of mpc.md counts 30 ms one way per round: its estimate for 8,000 rounds is 240 s. A round trip takes 60 ms then. */
const WAN_DELAY_MS = 30;

/**
 * Bars of issue 6 with the figures of others (mpc.md, part 1), per node. Times are wall time, of the least disturbed run, because three nodes share the
 * machine with whatever else runs on it; where the bar says CPU, the median CPU time is judged.
 */
const BARS: readonly Bar[] = [
  bar("argmax64", "semi-honest", "cpuMs", "CPU, ms", 20, "MP-SPDZ 12-15 ms wall, JIFF 46-81 s"),
  bar("argmax64", "semi-honest", "frameBytes", "bytes", 6_000, "MP-SPDZ 4.0 KB, JIFF 8.2 MB"),
  bar("argmax64", "semi-honest", "rounds", "rounds", 50, "MP-SPDZ 58"),
  bar("argmax64", "malicious", "leastWallMs", "wall, ms", 200, "MP-SPDZ 203 ms"),
  bar("argmax64", "malicious", "frameBytes", "bytes", 500_000, "MP-SPDZ 1.09 MB"),
  bar("score455k", "semi-honest", "leastWallMs", "wall, ms", 600, "MP-SPDZ 1,700-2,200 ms"),
  bar("score455k", "semi-honest", "frameBytes", "bytes", 2_600_000, "MP-SPDZ 21.7 MB"),
  bar("score455k", "malicious", "leastWallMs", "wall, ms", 3_000, "MP-SPDZ 43,600 ms"),
  bar("score455k", "malicious", "frameBytes", "bytes", 20_000_000, "MP-SPDZ 503 MB"),
  bar("job", "malicious", "leastWallMs", "wall, ms", 300_000, "none"),
  bar("job", "malicious", "frameBytes", "bytes", 2_000_000_000, "none"),
  bar("job", "malicious", "peakBytes", "memory, B", 2_000_000_000, "none"),
  bar("job", "malicious", "leastWallMs", "wall, ms", 720_000, "none", WAN_DELAY_MS),
  bar("job", "malicious", "frameBytes", "bytes", 2_000_000_000, "none", WAN_DELAY_MS),
  bar("job", "malicious", "peakBytes", "memory, B", 2_000_000_000, "none", WAN_DELAY_MS),
];

export type MpcBarResult = Omit<Bar, "figure"> & { readonly value: number; readonly met: boolean };

/** The bars of what was measured, over TLS and with the bar's delay (most have none). Bytes are those before encryption, as in the figures of others. */
export function judgeMpc(
  measured: readonly { readonly job: MpcJob; readonly figures: MpcFigures }[],
): MpcBarResult[] {
  return BARS.flatMap(({ figure, ...bar }) => {
    const found = measured.find(
      ({ job }) =>
        job.program === bar.program &&
        job.mode === bar.mode &&
        job.transport === "tls" &&
        job.delayMs === bar.delayMs,
    );
    if (found === undefined) return [];
    const value = found.figures[figure];
    return [{ ...bar, value, met: value <= bar.most }];
  });
}

function bar(
  program: string,
  mode: MpcJob["mode"],
  figure: keyof MpcFigures,
  what: string,
  most: number,
  anchor: string,
  delayMs = 0,
): Bar {
  return { program, mode, figure, what, most, anchor, delayMs };
}
