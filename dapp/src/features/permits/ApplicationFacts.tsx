import type { OpenedApplication } from "./openApplication.ts";

/** What an opened application says, as far as one country goes, in the order of Art. 67(2), whose points it names. */
export function ApplicationFacts({ opened, country }: { opened: OpenedApplication; country: string }) {
  const { document, legalName, names } = opened;
  const { applicant, use, data } = document;
  // The points of Art. 69(2) are others.
  const at = (label: string, point: string) => ("persons" in document ? `${label} (${point})` : label);
  const facts = [
    { label: at("Applicant", "a"), value: legalName },
    { label: at("Activities", "a"), value: applicant.activities },
    ...(applicant.mandate === undefined ? [] : [{ label: "Acts for", value: applicant.mandate.mandator }]),
    ...("persons" in document
      ? document.persons.map(({ qualification, role }, i) => ({
          label: `Person ${i + 1} (a)`,
          value: `${names[i]}, ${qualification}${role === "principal-investigator" ? ", principal investigator" : ""}`,
        }))
      : []),
    { label: at("Use", "c"), value: use.explanation },
    { label: at("Benefit", "c"), value: use.benefit },
    { label: at("Contribution", "c"), value: use.contribution },
    ...data
      .filter((asked) => asked.country === country)
      .map(({ datasetId, scope, timeRange, format, sources }) => ({
        label: at(`Dataset ${datasetId}`, "d"),
        value: `${scope}; ${timeRange.from} to ${timeRange.until}; ${format}; ${sources}`,
      })),
    ...("dataFormat" in document
      ? [
          {
            label: "Format (e)",
            value:
              document.dataFormat.kind === "anonymised"
                ? "Anonymised"
                : `Pseudonymised: ${document.dataFormat.justification} (${document.dataFormat.lawfulBasis})`,
          },
          ...(document.ownDatasets === undefined
            ? []
            : [{ label: "Own datasets (f)", value: document.ownDatasets.join("; ") }]),
        ]
      : [
          { label: "Statistic", value: document.statisticalContent },
          { label: "Lawful basis", value: document.lawfulBasis },
        ]),
    { label: at("Safeguards", "g"), value: document.safeguards },
    ...("period" in document
      ? [
          {
            label: "Period (h)",
            value:
              document.period.kind === "months"
                ? `${document.period.months} months: ${document.period.justification}`
                : `${document.period.from} to ${document.period.until}, ${document.period.frequency}`,
          },
          { label: "Tools (i)", value: document.environment.tools },
          { label: "Computing (i)", value: document.environment.computing },
          { label: "Ethics (j)", value: document.ethics?.assessment ?? "nothing said" },
        ]
      : []),
    {
      label: at("Exception from opt-out", "k"),
      value:
        document.optOutException === undefined
          ? "not asked for"
          : `${document.optOutException.nationalLaw}: ${document.optOutException.justification}`,
    },
  ];
  return (
    <dl className="record">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
