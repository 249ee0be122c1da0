import type { ReactNode } from "react";

/** One numbered part of the form with its fault, if any, said at the end. */
export function FormStep({
  number,
  title,
  error,
  children,
}: {
  number: number;
  title: string;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <section className="card">
      <fieldset className="form-step" aria-label={title}>
        <h2 className="form-step__title">
          <span className="form-step__number">{number}</span>
          {title}
        </h2>
        {children}
        {error === undefined ? null : (
          <p className="field__error" role="alert">
            {error}
          </p>
        )}
      </fieldset>
    </section>
  );
}
