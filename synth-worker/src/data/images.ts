export { type DeidentifyReport, deidentifyFolder } from "./imaging/deidentifyFolder.ts";
export { type FlowCheckpoint, flowCheckpoint } from "./imaging/flowCheckpoint.ts";
export type { ImageImportReport, ImageOptions } from "./imaging/imageImport.ts";
export { readImageFolder } from "./imaging/readImageFolder.ts";
export {
  type ImageFormat,
  type ImageManifest,
  type ImagesOrigin,
  writeImageFolder,
} from "./imaging/writeImageFolder.ts";
export { writeSheet } from "./imaging/writeSheet.ts";
