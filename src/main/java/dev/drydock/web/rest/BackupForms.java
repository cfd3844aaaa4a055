package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.store.FilledBackup;
import dev.drydock.upgrade.InvalidBackupException;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.upgrade.blueprint.BackupChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The forms of the backups, for REST and pages: shown, looked at with other values, and set. */
@Component
public final class BackupForms {

    private final Upgrades upgrades;

    BackupForms(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    /**
     * The form as it is planned, with other values where some are given, which it is looked at with; nothing is set.
     *
     * @param values by the names of their fields
     * @throws InvalidFieldsException where a value has no field; what is wrong with a value stands at its field
     */
    public BackupForm form(String id, Map<String, String> values) throws RefusedException, InvalidFieldsException {
        var upgrade = upgrades.get(id);
        var filled = upgrade.backup(values);
        if (!filled.unknown().isEmpty()) {
            throw InvalidFieldsException.unknown(filled.unknown());
        }
        return form(upgrade, filled);
    }

    /**
     * Sets values; those that are left out stay as they are planned. Of an upgrade that has begun only passwords can be
     * given, as after a restart.
     *
     * @param values by the names of their fields
     * @return the form as it is planned now
     * @throws InvalidFieldsException with every field that does not do
     * @throws RefusedException where the upgrade has begun, and it is no password
     */
    public BackupForm set(String id, Map<String, String> values)
            throws RefusedException, InvalidFieldsException, ConfigurationException, InterruptedException {
        var upgrade = upgrades.get(id);
        if (upgrade.run().read(RunRecord::state) != RunState.PLANNED) {
            return setPasswords(upgrade, values);
        }
        var all = new LinkedHashMap<>(upgrade.blueprint().store().backup().values());
        all.putAll(values);
        var request = upgrade.blueprint().request().withBackup(BackupChoice.filled(all));
        try {
            var planned = upgrades.replan(upgrade, request);
            return form(planned, planned.backup(Map.of()));
        } catch (InvalidBackupException e) {
            throw InvalidFieldsException.of(e, "");
        }
    }

    private BackupForm setPasswords(Upgrade upgrade, Map<String, String> values)
            throws RefusedException, InvalidFieldsException {
        try {
            upgrades.givePasswords(upgrade, values);
            return form(upgrade, upgrade.backup(Map.of()));
        } catch (InvalidBackupException e) {
            throw InvalidFieldsException.of(e, "");
        }
    }

    private static BackupForm form(Upgrade upgrade, FilledBackup filled) {
        var writable = upgrade.run().read(RunRecord::state) == RunState.PLANNED;
        return BackupForm.of(upgrade.blueprint().store().kind(), writable, filled);
    }
}
