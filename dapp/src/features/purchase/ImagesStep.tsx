import type { ImagesOffer } from "@symbolon/protocol";
import { imageSizeText } from "../../format/imageSizeText.ts";
import { ColumnChecks } from "./ColumnChecks.tsx";
import { FormStep } from "./FormStep.tsx";
import { UnpredictedNote } from "./UnpredictedNote.tsx";

/** What images are ordered: all of the dataset's classes but those left out. */
export function ImagesStep({
  number,
  images,
  classesOut,
  error,
  onChange,
}: {
  number: number;
  images: ImagesOffer;
  classesOut: readonly string[];
  error?: string | undefined;
  onChange: (classesOut: readonly string[]) => void;
}) {
  const { shows, classes } = images;
  return (
    <FormStep number={number} title="Contents" error={error}>
      <p className="small soft">
        A ZIP archive of PNG files in a folder for each class, with a table of labels. They show {shows},{" "}
        {imageSizeText(images)}.
      </p>
      {classes.length === 1 ? null : (
        <ColumnChecks
          legend="Classes"
          columns={classes.map((name) => ({ name, label: name }))}
          chosen={classes.filter((name) => !classesOut.includes(name))}
          onChange={(chosen) => onChange(classes.filter((name) => !chosen.includes(name)))}
        />
      )}
      <p className="small quiet">
        Images come in the classes' own proportions. There is no choice by the patients' variables.
      </p>
      <UnpredictedNote />
    </FormStep>
  );
}
