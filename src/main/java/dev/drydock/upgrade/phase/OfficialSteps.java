package dev.drydock.upgrade.phase;

import java.util.List;

/**
 * What an upgrade by the server's own export and import does to the store besides, in the way of its backend.
 *
 * @param exportProof behind the export: is it what the store holds
 * @param backup sets the old store aside
 * @param importProof behind the import: is the new store what must become of the old one
 */
record OfficialSteps(List<UpgradeStep> exportProof, List<UpgradeStep> backup, List<UpgradeStep> importProof) {

    OfficialSteps {
        exportProof = List.copyOf(exportProof);
        backup = List.copyOf(backup);
        importProof = List.copyOf(importProof);
    }

    /**
     * Those of a store that Drydock reads itself.
     *
     * @param backup sets the old store aside
     */
    static OfficialSteps ofReadable(Yard yard, UpgradeStep backup) {
        return new OfficialSteps(
                List.of(new ExportComparisonStep(yard)),
                List.of(backup),
                List.of(new ImportProof(yard), new AddExtras(yard)));
    }
}
