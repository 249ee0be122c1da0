import { Link } from "react-router";
import { regionName } from "../../format/regionName.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import type { Submitted } from "./useSubmission.ts";

/** What became of it: one case for each country, with the way to each. */
export function SubmittedNotice({
  submitted: { applicationHash, countries },
  isCompleted,
}: {
  submitted: Submitted;
  isCompleted: boolean;
}) {
  return (
    <Card
      title={isCompleted ? "The completed application is handed in" : "Handed in"}
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
          A copy with the names stays in this browser, so that you can complete it if an access body asks.
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
