import type { Probe } from "./probe.ts";

/** An lcov tracefile (geninfo(1), "FILES") of a run; counts are tests and transactions that passed there. */
export function formatLcov(probes: readonly Probe[], hits: ReadonlyMap<number, number>): string {
  const count = ({ id }: Probe) => hits.get(id) ?? 0;
  const sections = Map.groupBy(probes, ({ file }) => file);
  let text = "TN:\n";
  for (const [file, all] of sections) {
    const functions = all.filter(({ kind }) => kind === "function");
    const branches = all.filter(({ kind }) => kind === "branch");
    const lines = new Map<number, number>();
    for (const probe of all) {
      if (probe.kind === "statement")
        lines.set(probe.line, Math.max(lines.get(probe.line) ?? 0, count(probe)));
    }
    // Overloads share a name in Solidity and must not in lcov.
    const name = ({ label, line }: Probe) => `${label}:${line}`;
    text += `SF:${file}\n`;
    for (const probe of functions) text += `FN:${probe.line},${name(probe)}\n`;
    for (const probe of functions) text += `FNDA:${count(probe)},${name(probe)}\n`;
    text += `FNF:${functions.length}\nFNH:${functions.filter((probe) => count(probe) > 0).length}\n`;
    for (const probe of branches) {
      const way = branches.filter(({ decision, id }) => decision === probe.decision && id < probe.id).length;
      text += `BRDA:${probe.line},${probe.decision},${way},${count(probe)}\n`;
    }
    text += `BRF:${branches.length}\nBRH:${branches.filter((probe) => count(probe) > 0).length}\n`;
    for (const [line, times] of [...lines].sort(([a], [b]) => a - b)) text += `DA:${line},${times}\n`;
    text += `LF:${lines.size}\nLH:${[...lines.values()].filter((times) => times > 0).length}\nend_of_record\n`;
  }
  return text;
}
