import { type ReactNode, useId } from "react";

/** A titled section on its own surface; the title names the landmark. */
export function Card({
  title,
  lead,
  end,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card__head">
        <h2 id={id}>{title}</h2>
        {end}
      </div>
      {lead === undefined ? null : <p className="card__lead">{lead}</p>}
      {children}
    </section>
  );
}
