import { useTexts } from '../locales/texts';
import { datasetById } from '../state/datasets';

/** Names a dataset that a run was trained on; its identifier where it is no longer there. */
export function useDatasetName(): (id: string) => string {
  const { datasetName } = useTexts();
  return (id) => {
    const dataset = datasetById(id);
    return dataset ? datasetName(dataset) : id;
  };
}
