import type { BarResult } from "./bars.ts";
import type { MarginalFigures, Yardstick } from "./job.ts";
import type { DpSummary } from "./summarise.ts";

type Print = (line: string) => void;

/** One table's figures: first without privacy, then per mechanism and epsilon the means over the seeds. */
export function printSummary(yardstick: Yardstick, summaries: readonly DpSummary[], print: Print): void {
  const { table, rows, columns } = yardstick;
  print(`\n${table}: ${rows} records, ${columns} columns; means over the seeds`);
  print(row(["", "epsilon", "1-way", "2-way", "3-way", "3w<=10k", "CPU-s", "fit", "sample", "peak MB"]));
  const known = (name: string, { l1OneWay, l1TwoWay, l1ThreeWay, l1ThreeWaySmall }: MarginalFigures) =>
    print(row([name, "-", ...[l1OneWay, l1TwoWay, l1ThreeWay, l1ThreeWaySmall].map(four)]));
  known("exact columns, no relations", yardstick.independence);
  known("bootstrap resample", yardstick.resample);
  const mine = summaries.filter((each) => each.table === table && each.seeds > 0);
  for (const { mechanism, epsilon, figures } of mine.filter(({ protocol }) => protocol === "marginals")) {
    const mean = (name: string) => figures[name]!.mean;
    print(
      row([
        mechanism,
        String(epsilon),
        ...["l1OneWay", "l1TwoWay", "l1ThreeWay", "l1ThreeWaySmall"].map((name) => four(mean(name))),
        ...["cpuSeconds", "fitCpuSeconds", "sampleCpuSeconds"].map((name) => mean(name).toFixed(2)),
        (figures.peakBytes!.max / 1e6).toFixed(0),
      ]),
    );
  }
  const transfers = mine.filter(({ protocol }) => protocol === "transfer");
  if (transfers.length === 0) return;
  print(row(["half to half, AUROC", "epsilon", "trees", "logistic", "", "", "CPU-s", "", "", "peak MB"]));
  print(row(["real records", "-", four(yardstick.auroc), four(yardstick.aurocLogistic)]));
  for (const { mechanism, epsilon, figures } of transfers)
    print(
      row([
        mechanism,
        String(epsilon),
        four(figures.auroc!.mean),
        four(figures.aurocLogistic!.mean),
        "",
        "",
        figures.cpuSeconds!.mean.toFixed(2),
        "",
        "",
        (figures.peakBytes!.max / 1e6).toFixed(0),
      ]),
    );
}

/** The bars with what was reached, none when Adult was not measured; the last words say what others reach. */
export function printBars(results: readonly BarResult[], print: Print): void {
  if (results.length === 0) return;
  print(`\n${"Adult, delta 1e-9, against the bars".padEnd(54)} ${"mean".padStart(9)} ${"bar".padStart(9)}`);
  for (const { what, figure, bar, isAtLeast, met, anchor } of results)
    print(
      `${what.padEnd(54)} ${(figure === undefined ? "-" : short(figure)).padStart(9)} ${`${isAtLeast ? ">=" : "<="} ${bar}`.padStart(9)} ${met ? "met" : "MISSED"}  (${anchor})`,
    );
}

function row([name, ...cells]: readonly string[]): string {
  return `  ${name!.padEnd(28)}${cells.map((cell) => cell.padStart(9)).join("")}`.trimEnd();
}

function four(value: number): string {
  return value.toFixed(4);
}

function short(value: number): string {
  return value < 2 ? value.toFixed(4) : value.toFixed(2);
}
