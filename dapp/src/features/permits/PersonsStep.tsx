import { Button } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { FormStep } from "../purchase/FormStep.tsx";
import { type DraftPerson, EMPTY_PERSON } from "./applicationDraft.ts";
import type { StepProps } from "./stepProps.ts";

/** Persons who would have access (Art. 67(2)(a)), each with an account of their own (73(1)(d)); one of them investigates. */
export function PersonsStep({ number, draft, change, fault }: StepProps) {
  const { persons } = draft;
  const put = (index: number, part: Partial<DraftPerson>) =>
    change({ persons: persons.map((person, i) => (i === index ? { ...person, ...part } : person)) });
  return (
    <FormStep number={number} title="Persons with access" error={fault("persons")}>
      <p className="small soft">
        Names are sealed in this browser to the access bodies. The hub keeps them sealed; permits name persons
        by a salted fingerprint.
      </p>
      {persons.map((person, index) => {
        const nth = index + 1;
        const { name, account, qualification, isInvestigator } = person;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a person has no identity before it is filled in
          <fieldset className="form-part" key={index} aria-label={`Person ${nth}`}>
            <div className="facts facts--form">
              <TextInput
                label={`Name of person ${nth}`}
                value={name}
                error={fault(`persons.${index}.name`, name)}
                onChange={(next) => put(index, { name: next })}
              />
              <TextInput
                label={`Account of person ${nth}`}
                hint="0x and 40 digits; nobody shares one."
                value={account}
                error={fault(`persons.${index}.account`, account)}
                onChange={(next) => put(index, { account: next })}
              />
              <TextInput
                label={`Qualification of person ${nth}`}
                value={qualification}
                error={fault(`persons.${index}.qualification`, qualification)}
                onChange={(next) => put(index, { qualification: next })}
              />
            </div>
            <div className="row row--between">
              <label className="check">
                <input
                  type="radio"
                  name="investigator"
                  checked={isInvestigator}
                  onChange={() =>
                    change({ persons: persons.map((each, i) => ({ ...each, isInvestigator: i === index })) })
                  }
                />
                Principal investigator
              </label>
              {persons.length === 1 ? null : (
                <Button
                  look="quiet"
                  isSmall
                  aria-label={`Remove person ${nth}`}
                  onClick={() => change({ persons: persons.filter((_, i) => i !== index) })}
                >
                  Remove
                </Button>
              )}
            </div>
          </fieldset>
        );
      })}
      <div>
        <Button isSmall onClick={() => change({ persons: [...persons, EMPTY_PERSON] })}>
          Add a person
        </Button>
      </div>
    </FormStep>
  );
}
