import type { ReactNode } from "react";

/** One labelled value. */
export type Fact = { readonly label: string; readonly value: ReactNode };

/** Labelled values as a description list: a grid, or lines with the value at the end. */
export function Facts({ facts, isList = false }: { facts: readonly Fact[]; isList?: boolean }) {
  return (
    <dl className={isList ? "facts facts--list" : "facts"}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
