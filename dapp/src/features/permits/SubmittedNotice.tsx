import { Link } from "react-router";
import { regionName } from "../../format/regionName.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import type { CaseAnswer } from "./caseAnswer.ts";
import type { Submitted } from "./useSubmission.ts";

const TITLES: Readonly<Record<CaseAnswer["kind"], string>> = {
  completes: "The completed application is handed in",
  agrees: "You agreed to a statistical answer",
};

/** What became of it: one case for each country, with the way to each. */
export function SubmittedNotice({
  submitted: { applicationHash, countries, hasCopy },
  answers,
}: {
  submitted: Submitted;
  /** What it answered in a case that was there; null for a new one. */
  answers: CaseAnswer["kind"] | null;
}) {
  return (
    <Card
      title={answers === null ? "Handed in" : TITLES[answers]}
      lead={
        countries.length === 1
          ? "One access body decides on it."
          : `${countries.length} access bodies decide on it, each for its own country.`
      }
    >
      <div className="stack">
        <ul className="stack stack--tight">
          {countries.map((country) => (
            <li key={country}>
              <Link to={`/permits/cases/${applicationHash}/${country}`}>Case in {regionName(country)}</Link>
            </li>
          ))}
        </ul>
        <p className="small soft">
          Number of the application: <CopyText value={applicationHash} label="number" head={10} tail={8} />
        </p>
        <p className="small soft">
          {hasCopy
            ? "A copy with the names stays in this browser, so that you can complete it if an access body asks. The case's page lets you forget it."
            : "This browser has no room for a copy: if an access body asks you to complete it, you fill in the form again."}
        </p>
        <div>
          <Link className={buttonClass()} to="/permits">
            All my cases
          </Link>
        </div>
      </div>
    </Card>
  );
}
