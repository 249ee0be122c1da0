import { Icon } from "../../ui/Icon.tsx";
import type { AuditLine } from "./auditGroups.ts";

const WORDS = { pass: "Pass", fail: "Fail", "not-applicable": "Not applicable" } as const;

/** Checks with their state as word and sign, never as colour alone, and what was compared. */
export function AuditLines({ lines }: { lines: readonly AuditLine[] }) {
  return (
    <ul className="audit-lines">
      {lines.map(({ name, state, text, code }) => (
        <li key={name} className={`audit-lines__line audit-lines__line--${state}`}>
          <span className="audit-lines__state">
            {state === "not-applicable" ? null : <Icon name={state === "pass" ? "check" : "cross"} />}
            {WORDS[state]}
          </span>
          <span className="audit-lines__body">
            <span className="audit-lines__name">{name}</span>
            <span className="audit-lines__text">
              {text} {code === undefined ? null : <span className="mono quiet">{code}</span>}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
