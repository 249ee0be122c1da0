import { voidDescription } from "../../catalogue/voidDescription.ts";
import { datasetStorage } from "../modules/dataset/datasetStorage.ts";
import { chooseRepresentation } from "./chooseRepresentation.ts";
import { publicUrl } from "./publicUrl.ts";
import type { RestCall } from "./restRoute.ts";
import { sendRdf } from "./sendRdf.ts";

/** GET /.well-known/void: the catalogue described for linked-data programs, as JSON-LD, Turtle or HTML. E9020 (406) for other forms. */
export async function getVoid(call: RestCall): Promise<void> {
  const { gateway, request } = call;
  const type = chooseRepresentation(request, undefined);
  const baseUrl = publicUrl(gateway, request);
  const datasets = await datasetStorage(gateway.database).count({});
  sendRdf(call, {
    status: 200,
    type,
    url: null,
    title: "The catalogue for linked-data programs",
    node: voidDescription(baseUrl, datasets),
  });
}
