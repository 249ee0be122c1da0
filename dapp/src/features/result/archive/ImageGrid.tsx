import { useMemo, useState } from "react";
import { formatNumber } from "../../../format/formatNumber.ts";
import { Badge } from "../../../ui/Badge.tsx";
import { Field } from "../../../ui/Field.tsx";
import { Pager } from "../../../ui/Pager.tsx";
import type { ArchiveContent, Picture } from "./archiveContent.ts";
import { entryBlob } from "./entryBlob.ts";
import type { OpenedArchive } from "./openedArchive.ts";
import { SaveEntryButton } from "./SaveEntryButton.tsx";
import { useObjectUrls } from "./useObjectUrls.ts";

/** Images of one page: no more of them are decoded at a time. */
const PAGE = 60;
const ALL = "";
/** About how wide an image is drawn in the grid. */
const CELL_PIXELS = 56;

/** Images of an archive by class, a page at a time; one that is chosen (by pointer or arrow keys) is shown large and can be saved. */
export function ImageGrid({
  archive,
  content: { pictures, classes, width },
}: {
  archive: OpenedArchive;
  content: Extract<ArchiveContent, { kind: "images" }>;
}) {
  const [label, setLabel] = useState(ALL);
  const [page, setPage] = useState(0);
  const [chosenName, setChosenName] = useState<string | null>(null);
  const ofClass = useMemo(
    () => (label === ALL ? pictures : pictures.filter((picture) => picture.label === label)),
    [pictures, label],
  );
  const shown = useMemo(() => ofClass.slice(page * PAGE, (page + 1) * PAGE), [ofClass, page]);
  const blobs = useMemo(() => shown.map(({ entry }) => entryBlob(archive, entry)), [archive, shown]);
  const urls = useObjectUrls(blobs);
  const chosen = Math.max(
    0,
    shown.findIndex(({ entry }) => entry.name === chosenName),
  );
  const turnTo = (next: number) => {
    setPage(next);
    setChosenName(null);
  };
  return (
    <section className="stack stack--tight" aria-label="Images of the archive">
      <div className="row row--between">
        <h3>Images</h3>
        <Badge tone="warn" isPlain>
          Synthetic
        </Badge>
      </div>
      <p className="small soft">
        None of these was taken of anybody: a generator drew them, and what a copy gate took for a copy of a
        real picture was kept back in the hospital. That is a test and no proof of privacy; the certificate
        says how much it finds.
      </p>
      {classes.length === 1 ? null : (
        <Field label="Class">
          {(field) => (
            <select
              {...field}
              className="input"
              value={label}
              onChange={(event) => {
                setLabel(event.target.value);
                turnTo(0);
              }}
            >
              <option value={ALL}>All classes ({formatNumber(pictures.length)})</option>
              {classes.map((each) => (
                <option key={each.label} value={each.label}>
                  {each.label} ({formatNumber(each.count)})
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <fieldset
        className="image-grid"
        data-small={width < CELL_PIXELS}
        aria-label="Choose an image to look at"
      >
        {shown.map((picture, i) => (
          <label className="image-grid__cell" key={picture.entry.name}>
            <input
              type="radio"
              name="picture"
              className="visually-hidden"
              checked={i === chosen}
              onChange={() => setChosenName(picture.entry.name)}
            />
            <img src={urls[i]} alt={altOf(picture)} />
          </label>
        ))}
      </fieldset>
      <Pager page={page} size={PAGE} total={ofClass.length} noun="images" onPage={turnTo} />
      {shown[chosen] === undefined ? null : (
        <figure className="image-large">
          <img src={urls[chosen]} alt="" />
          <figcaption className="stack stack--tight">
            <span>
              {altOf(shown[chosen])}
              <span className="small quiet mono image-large__name">{shown[chosen].entry.name}</span>
            </span>
            <span>
              <SaveEntryButton archive={archive} entry={shown[chosen].entry} text="Save this image" />
            </span>
          </figcaption>
        </figure>
      )}
    </section>
  );
}

function altOf({ label, number }: Picture): string {
  return `Synthetic image ${formatNumber(number)} of class ${label}`;
}
