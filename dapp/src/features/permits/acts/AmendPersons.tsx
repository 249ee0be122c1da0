import type { PermitDocument } from "@symbolon/protocol";
import { Button } from "../../../ui/Button.tsx";
import { CopyText } from "../../../ui/CopyText.tsx";
import { TextInput } from "../../../ui/TextInput.tsx";
import type { AddedPerson } from "../amendmentDraft.ts";

type Persons = PermitDocument["authorisedPersons"];

/** Persons a permit names, by their salted fingerprints: researchers may go and come, the principal investigator stays. */
export function AmendPersons({
  persons,
  added,
  onPersons,
  onAdded,
}: {
  persons: Persons;
  added: readonly AddedPerson[];
  onPersons: (persons: Persons) => void;
  onAdded: (added: readonly AddedPerson[]) => void;
}) {
  const put = (index: number, part: Partial<AddedPerson>) =>
    onAdded(added.map((person, i) => (i === index ? { ...person, ...part } : person)));
  return (
    <fieldset className="stack stack--tight">
      <legend className="field__label">Persons with access</legend>
      <ul className="stack stack--tight">
        {persons.map(({ role, identity }, i) => (
          <li className="row row--between" key={identity}>
            <span>
              {role === "principal-investigator" ? "Principal investigator" : "Researcher"}{" "}
              <CopyText value={identity} label={`fingerprint of person ${i + 1}`} />
            </span>
            {role === "principal-investigator" ? null : (
              <Button
                look="quiet"
                isSmall
                aria-label={`Remove person ${i + 1}`}
                onClick={() => onPersons(persons.filter((each) => each.identity !== identity))}
              >
                Remove
              </Button>
            )}
          </li>
        ))}
      </ul>
      {added.map(({ name, account }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a person has no identity before it is filled in
        <div className="form-part" key={i}>
          <div className="facts facts--form">
            <TextInput
              label={`Name of new person ${i + 1}`}
              value={name}
              onChange={(next) => put(i, { name: next })}
            />
            <TextInput
              label={`Account of new person ${i + 1}`}
              hint="0x and 40 digits; nobody shares one."
              value={account}
              onChange={(next) => put(i, { account: next })}
            />
          </div>
          <div>
            <Button
              look="quiet"
              isSmall
              aria-label={`Remove new person ${i + 1}`}
              onClick={() => onAdded(added.filter((_, at) => at !== i))}
            >
              Remove
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button isSmall onClick={() => onAdded([...added, { name: "", account: "" }])}>
          Add a researcher
        </Button>
      </div>
    </fieldset>
  );
}
