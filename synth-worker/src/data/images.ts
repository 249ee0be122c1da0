export { type DeidentifyReport, deidentifyFolder } from "./imaging/deidentifyFolder.ts";
export { type FlowCheckpoint, flowCheckpoint } from "./imaging/flowCheckpoint.ts";
export type { ImageFormat, ImageManifest, ImagesOrigin } from "./imaging/imageFiles.ts";
export type { ImageImportReport, ImageOptions } from "./imaging/imageImport.ts";
export { readImageFolder } from "./imaging/readImageFolder.ts";
export { writeImageFolder } from "./imaging/writeImageFolder.ts";
export { writeSheet } from "./imaging/writeSheet.ts";
