/** The part of dcmjs (0.52) that this room uses; the package ships no types. */
declare module "dcmjs" {
  type Element = { readonly vr: string; readonly Value?: readonly unknown[] };
  type Elements = Record<string, Element>;
  class DicomDict {
    constructor(meta: Elements);
    meta: Elements;
    dict: Elements;
    write(options?: object): ArrayBuffer;
  }
  const dcmjs: {
    data: {
      DicomDict: typeof DicomDict;
      DicomMessage: { readFile(bytes: ArrayBuffer, options?: object): DicomDict };
    };
    log: { setLevel(level: string): void };
  };
  export default dcmjs;
}
