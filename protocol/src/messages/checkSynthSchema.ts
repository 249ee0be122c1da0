import type { SynthCells, SynthColumn, SynthSchema } from "./synthSchema.ts";

type Draft = Pick<SynthSchema, "columns" | "constraints" | "patient" | "maxRecordsPerPatient">;

/**
 * What is wrong with a synth schema beyond its shape, one sentence each (none: nothing): names and levels that repeat, ranges that
 * are empty, constraints on columns or levels that are not there, inequalities in a circle.
 */
export function checkSynthSchema(schema: Draft): string[] {
  const faults: string[] = [];
  const columns = new Map<string, SynthColumn>();
  for (const column of schema.columns) {
    if (columns.has(column.name)) faults.push(`column ${column.name} repeats`);
    columns.set(column.name, column);
    faults.push(...columnFaults(column));
  }
  if (!schema.columns.some((column) => column.kind !== "id")) faults.push("no column but ids");
  if (schema.patient === undefined && schema.maxRecordsPerPatient !== 1)
    faults.push("maxRecordsPerPatient needs the column that tells patients apart");
  const modelled = (name: string): SynthColumn | undefined => {
    const column = columns.get(name);
    if (column === undefined || column.kind === "id")
      faults.push(`constraint on ${name}, which is no column`);
    return column;
  };
  const levelFault = (name: string, level: string | null) => {
    const column = modelled(name);
    if (column === undefined || column.kind === "id") return;
    const known =
      level === null ? column.missing : column.kind === "categorical" && levelsOf(column).includes(level);
    if (!known) faults.push(`constraint on ${name}: ${level ?? "missing"} is no level of it`);
  };
  const cellFaults = (cells: SynthCells) => {
    if ("level" in cells) levelFault(cells.column, cells.level);
    else if ("levels" in cells) for (const level of cells.levels) levelFault(cells.column, level);
    else if ("missing" in cells) modelled(cells.column);
    else if (modelled(cells.column)?.kind !== "number")
      faults.push(`constraint on ${cells.column}: a range needs a number`);
  };

  const restored = new Set<string>();
  const above = new Map<string, string[]>();
  for (const constraint of schema.constraints) {
    if (constraint.kind === "inequality") {
      const { low, high } = constraint;
      if (modelled(low)?.kind !== "number" || modelled(high)?.kind !== "number" || low === high)
        faults.push(`inequality ${low}, ${high} needs two numbers`);
      above.set(low, [...(above.get(low) ?? []), high]);
    } else if (constraint.kind === "implies") {
      cellFaults(constraint.if);
      cellFaults(constraint.must);
      if (constraint.if.column === constraint.must.column)
        faults.push(`${constraint.if.column} implies something of itself`);
    } else {
      const names = constraint.kind === "zeros" ? constraint.columns : constraint.from;
      const rows =
        constraint.kind === "zeros" ? constraint.combinations : constraint.table.map(({ from }) => from);
      if (new Set(names).size !== names.length) faults.push(`${constraint.kind}: a column repeats`);
      for (const row of rows) {
        if (row.length !== names.length)
          faults.push(`${constraint.kind}: a row has not ${names.length} levels`);
        else for (const [i, level] of row.entries()) levelFault(names[i]!, level);
      }
      if (constraint.kind === "functional") {
        const { to, from } = constraint;
        if (new Set(rows.map((row) => JSON.stringify(row))).size !== rows.length)
          faults.push(`functional: a combination of ${from.join(", ")} repeats`);
        if (from.includes(to) || restored.has(to)) faults.push(`functional: ${to} cannot follow twice`);
        const target = modelled(to);
        restored.add(to);
        for (const { to: level } of constraint.table) {
          if (target?.kind !== "number" || level === null) levelFault(to, level);
          else if (!(Number(level) >= target.min && Number(level) <= target.max))
            faults.push(`functional: ${level} is outside ${to}`);
        }
      }
    }
  }
  for (const constraint of schema.constraints) {
    for (const name of namesOf(constraint))
      if (restored.has(name)) faults.push(`${name} follows from others, so no other constraint may name it`);
  }
  for (const name of above.keys())
    if (reaches(above, name, name)) faults.push(`inequalities run in a circle at ${name}`);
  return [...new Set(faults)];
}

function columnFaults(column: SynthColumn): string[] {
  if (column.kind === "id") return [];
  const { name } = column;
  if (column.kind === "categorical") {
    const faults: string[] = [];
    if (column.levels.length === 0 && !column.open) faults.push(`${name} has no levels`);
    if (new Set(levelsOf(column)).size !== levelsOf(column).length) faults.push(`levels of ${name} repeat`);
    return faults;
  }
  const { min, max, edges } = column;
  const faults: string[] = [];
  if (!(min <= max)) faults.push(`${name} has an empty range`);
  if (column.integer && !(Number.isSafeInteger(min) && Number.isSafeInteger(max)))
    faults.push(`${name} is an integer, its range is not`);
  if (column.integer && (column.decimals ?? 0) !== 0) faults.push(`${name} is an integer with decimals`);
  if (edges.some((edge, i) => i > 0 && edge <= edges[i - 1]!)) faults.push(`edges of ${name} do not ascend`);
  if (edges.some((edge) => edge < min || edge > max)) faults.push(`an edge of ${name} is outside its range`);
  return faults;
}

function levelsOf(column: SynthColumn & { kind: "categorical" }): string[] {
  return column.open ? [...column.levels, column.other] : column.levels;
}

/** The columns a constraint reads; not the one a functional dependency restores. */
function namesOf(constraint: SynthSchema["constraints"][number]): string[] {
  if (constraint.kind === "inequality") return [constraint.low, constraint.high];
  if (constraint.kind === "implies") return [constraint.if.column, constraint.must.column];
  return constraint.kind === "zeros" ? constraint.columns : constraint.from;
}

function reaches(above: Map<string, string[]>, from: string, to: string, seen = new Set<string>()): boolean {
  return (above.get(from) ?? []).some((next) => {
    if (next === to) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(above, next, to, seen);
  });
}
