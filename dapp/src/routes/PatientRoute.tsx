import { useParams } from "react-router";
import { PatientView } from "../features/patient/PatientView.tsx";

/** The page of a patient; with a dataset's number where the hospital's link leads to one. */
export function PatientRoute() {
  const { id = "" } = useParams();
  const datasetId = /^[1-9][0-9]{0,77}$/.test(id) ? id : null;
  return <PatientView key={id} datasetId={datasetId} />;
}
