import { Icon } from "../../ui/Icon.tsx";

/** Verdict of a check made in this browser: it matches the chain, it does not, or the chain has not answered yet. */
export function Checked({ isMatch, what }: { isMatch: boolean | null; what: string }) {
  if (isMatch === null) return null;
  return (
    <span className={isMatch ? "checked" : "checked checked--bad"}>
      <Icon name={isMatch ? "check" : "warn"} />
      {isMatch ? `${what} matches the chain` : `${what} does not match the chain`}
    </span>
  );
}
