import type { FactName } from "../import/attachFact.ts";
import type { OmopRow } from "../omop/omopTables.ts";
import type { ExportContext } from "./exportContext.ts";

/** Facts of one name that attachFact linked to a row, or to the person (null). */
export function factsOf(
  { facts }: Pick<ExportContext, "facts">,
  owner: { readonly field: number; readonly id: number } | null,
  name: FactName,
): readonly OmopRow<"observation">[] {
  const key = owner === null ? "person" : `${owner.field}/${owner.id}`;
  return (facts.get(key) ?? []).filter((fact) => fact.observation_source_value === `Symbolon:${name}`);
}
