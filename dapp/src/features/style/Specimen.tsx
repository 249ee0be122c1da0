import type { ReactNode } from "react";

/** One component with a name and its states side by side. */
export function Specimen({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="specimen" aria-label={name}>
      <h3 className="specimen__name mono">{name}</h3>
      <div className="specimen__states">{children}</div>
    </section>
  );
}
