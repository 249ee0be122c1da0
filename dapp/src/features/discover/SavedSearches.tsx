import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { MAX_NAME } from "./savedSearches.ts";
import { useSavedSearches } from "./useSavedSearches.ts";

/** Searches saved in this browser, and a way to save the present one; `search` is "" while nothing is searched for. */
export function SavedSearches({ search, suggestion }: { search: string; suggestion: string }) {
  const { searches, save, remove } = useSavedSearches();
  const [name, setName] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const isSaved = searches.some((each) => each.search === search);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = (name ?? "").trim();
    if (chosen === "") return;
    save({ name: chosen, search });
    setName(null);
    setSaid(`Saved as ${chosen}`);
  };
  if (searches.length === 0 && search === "") return null;
  return (
    <section className="saved stack stack--tight" aria-label="Saved searches">
      {searches.length === 0 ? null : (
        <>
          <h2>Saved searches</h2>
          <ul className="saved__list">
            {searches.map((each) => (
              <li key={each.name}>
                <Link to={`/?${each.search}`} aria-current={each.search === search ? "true" : undefined}>
                  {each.name}
                </Link>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`Forget search ${each.name}`}
                  onClick={() => {
                    remove(each.name);
                    setSaid(`Forgot ${each.name}`);
                  }}
                >
                  <Icon name="cross" />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {search === "" || isSaved ? null : name === null ? (
        <div>
          <Button isSmall onClick={() => setName(suggestion.slice(0, MAX_NAME))}>
            Save this search
          </Button>
        </div>
      ) : (
        <form className="stack stack--tight" onSubmit={submit}>
          <label className="field">
            <span className="field__label">Name of the search</span>
            <input
              className="input"
              // biome-ignore lint/a11y/noAutofocus: the field appears because its button was pressed
              autoFocus
              required
              maxLength={MAX_NAME}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          <div className="row">
            <Button look="primary" isSmall type="submit">
              Save
            </Button>
            <Button look="quiet" isSmall onClick={() => setName(null)}>
              Cancel
            </Button>
          </div>
          <p className="small quiet">Kept in this browser, for the connected account only.</p>
        </form>
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </section>
  );
}
