import { parseArgs } from "node:util";
import type { Benchmark, Measurements } from "../benchmark.ts";
import { BAR_PATIENTS, judgeVertical } from "../vertical/judgeVertical.ts";
import { runVertical, type VerticalFigures } from "../vertical/runVertical.ts";
import type { VerticalCase } from "../vertical/verticalCase.ts";

/** Two hospitals with different columns of the same patients: private join and all two-way tables across, by five processes over TLS. */
export const benchmark: Benchmark = {
  what: "two hospitals with different columns of the same patients: private join, all two-way tables across (--quick; --patients N; --join N; --delay MS)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean", default: false },
        patients: { type: "string" },
        join: { type: "string" },
        delay: { type: "string", default: "0" },
      },
    });
    const patients = whole("--patients", values.patients ?? (values.quick ? 20_000 : BAR_PATIENTS));
    const joined = whole("--join", values.join ?? (values.quick ? 500 : 5_000));
    const delayMs = Number(values.delay);
    if (!(delayMs >= 0 && delayMs <= 10_000)) throw new Error("--delay is milliseconds one way, 0 to 10000");
    const cases: VerticalCase[] = [{ patients: joined, tokens: "joined", delayMs }];
    if (patients !== joined) cases.push({ patients, tokens: "made up", delayMs });
    const measured: { asked: VerticalCase; figures: VerticalFigures }[] = [];
    for (const asked of cases) {
      const figures = await runVertical(asked);
      measured.push({ asked, figures });
      report(asked, figures, print);
    }
    const bars = judgeVertical(measured);
    for (const { what, value, most, met, anchor } of bars)
      print(
        `${what.padEnd(24)} ${value.toFixed(1).padStart(8)}   <= ${most} ${met ? "met" : "MISSED"}  (${anchor})`,
      );
    return {
      measured: measured.map(({ asked, figures }) => ({
        ...asked,
        ...figures,
        stages: figures.stages.map((stage) => ({ ...stage })),
      })),
      bars: bars as unknown as Measurements[],
      ok: bars.every(({ met }) => met),
    };
  },
};

function report(asked: VerticalCase, figures: VerticalFigures, print: (line: string) => void): void {
  print(`${asked.patients.toLocaleString("en")} patients per hospital, tokens ${asked.tokens}, 5,600 cells`);
  for (const { stage, wallMs, cpuMs } of figures.stages) {
    const perRow = ((1000 * cpuMs) / asked.patients).toFixed(0).padStart(6);
    print(
      `  ${stage.padEnd(32)} ${seconds(wallMs)} s wall ${seconds(cpuMs)} s CPU ${perRow} us CPU per patient`,
    );
  }
  const { listBytes, answerBytes, packageBytes, frameBytes, wireBytes, rounds } = figures;
  if (listBytes > 0) print(`  list to each node ${mb(listBytes)}, a node's answers ${mb(answerBytes)}`);
  print(
    `  a hospital's packages ${mb(packageBytes)}; a node sends ${mb(frameBytes)} (${mb(wireBytes)} with TLS) in ${rounds} rounds`,
  );
  print(`  memory: node ${mb(figures.nodePeakBytes)}, hospital ${mb(figures.hospitalPeakBytes)}`);
  print(
    `  tables as counted plainly but for noise, at most ${figures.largestError.toFixed(1)} standard deviations\n`,
  );
}

function whole(option: string, value: string | number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 10 || number > 2 ** 22)
    throw new Error(`${option} is a whole number, 10 to 4194304`);
  return number;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2).padStart(8);
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
