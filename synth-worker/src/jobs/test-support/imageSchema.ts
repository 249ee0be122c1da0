import type { DatasetSchema } from "@symbolon/protocol";
import type { ImageSet } from "../../imaging/imageSet.ts";
import { TEST_SCHEMA } from "./hospitalFiles.ts";

/** The test schema of a hospital that has these pictures of its patients. */
export const imageSchema = ({ width, classNames }: ImageSet): DatasetSchema => ({
  ...TEST_SCHEMA,
  images: {
    shows: "pictures for tests",
    modality: "OT",
    size: width,
    channels: 1,
    window: { low: 0, high: 255, unit: "1" },
    classes: [...classNames],
    mostPerPatient: 10,
  },
});
