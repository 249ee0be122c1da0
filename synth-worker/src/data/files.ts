export { cryptoEntropy } from "../random/cryptoEntropy.ts";
export { codedFile } from "./codedFile.ts";
export { readSchemaFile } from "./readSchemaFile.ts";
export { writeRows } from "./writeRows.ts";
