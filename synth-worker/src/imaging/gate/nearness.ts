/** How near an image lies to the training images: distance to one of them (`nearest`) in units of what separates that one from other patients. */
export type Nearness = { readonly score: number; readonly nearest: number };
