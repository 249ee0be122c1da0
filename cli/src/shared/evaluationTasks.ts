import { SymbolonError, type SynthSchema } from "@symbolon/protocol";
import type { EvaluationOptions, MixedTable } from "@symbolon/synth-worker/evaluation";

type Tasks = NonNullable<EvaluationOptions["utility"]>;

/**
 * What `symbolon evaluate` predicts and which follow-ups it compares: as the command says, else by the schema's roles (target; time and event, paired in
 * order). An event without a level means its last one: 1 of 0 and 1, yes of no and yes. Throws E1001 for a column that is not compared, E1006
 * for a pair that is none.
 */
export function evaluationTasks(
  command: { readonly target: string | undefined; readonly survival: readonly string[] },
  schema: SynthSchema | undefined,
  table: MixedTable,
): Tasks {
  const columnOf = (name: string) => {
    const column = table.columns.find((each) => each.name === name);
    if (column === undefined) throw new SymbolonError("E1001", { column: name, file: "the files compared" });
    return column;
  };
  const roles = (role: string) =>
    (schema?.columns ?? []).flatMap((column) =>
      column.kind !== "id" && column.role === role ? [column.name] : [],
    );
  const events = roles("event");
  const given =
    command.survival.length > 0
      ? command.survival.map((text) => text.split(",").map((part) => part.trim()))
      : roles("time").flatMap((time, i) => (events[i] === undefined ? [] : [[time, events[i]]]));
  const survival = given.map(([time, event, level]) => {
    if (time === undefined || event === undefined)
      throw new SymbolonError("E1006", {
        document: "command",
        reason: "--survival is TIME,EVENT or TIME,EVENT,LEVEL",
      });
    if (columnOf(time).kind !== "number")
      throw new SymbolonError("E1006", { document: "command", reason: `--survival: ${time} is no number` });
    const column = columnOf(event);
    return {
      time,
      event,
      positive: level ?? (column.kind === "number" ? "1" : (column.levels.at(-1) ?? "")),
    };
  });
  const target = command.target ?? roles("target")[0];
  if (target !== undefined) columnOf(target);
  return { survival, ...(target === undefined ? {} : { target }) };
}
