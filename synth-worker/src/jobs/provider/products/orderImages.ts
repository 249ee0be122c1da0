import { type HighFidelityOrderSpec, SymbolonError } from "@symbolon/protocol";
import { imagesOfRecords, type RecordImages } from "../../../data/imaging/imagesOfRecords.ts";
import { readImageFolder } from "../../../data/imaging/readImageFolder.ts";
import { withChannels } from "../../../imaging/withChannels.ts";
import type { OrderRows } from "../../../tabular/hospital/rowsOfOrder.ts";
import type { Hospital } from "../openHospital.ts";

/**
 * The pictures of one order: of the classes it names, as the dataset's schema describes them, of patients who have a record with a flag (the picture's patient
 * is the record's subject). Null when the folder holds no such picture. Throws what readImageFolder throws but E1007.
 */
export async function orderImages(
  { config, schema, records, folders }: Hospital,
  { classes: wanted }: Pick<HighFidelityOrderSpec, "classes">,
  flags: Pick<OrderRows, "training" | "holdout">,
): Promise<RecordImages | null> {
  const { size, window, channels, classes, mostPerPatient } = schema.images!;
  const { plane, every, patients, allowText } = config.images!;
  try {
    const read = await readImageFolder(folders.images!, {
      size,
      window,
      classes: classes.filter((name) => wanted?.includes(name) ?? true),
      mostPerPatient,
      plane,
      every,
      patients,
      allowText,
    });
    const { training, holdout, leftOut } = imagesOfRecords(read, records.subjects, flags, mostPerPatient);
    return {
      training: withChannels(training, channels),
      holdout: withChannels(holdout, channels),
      leftOut,
    };
  } catch (error) {
    if (error instanceof SymbolonError && error.code === "E1007") return null;
    throw error;
  }
}
