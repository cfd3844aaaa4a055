package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.HostException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreConfiguration.OnDatabaseServer;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlDialect;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.SqlStore;
import java.util.function.Function;

/**
 * The tables that the configuration of the mail server names, and that the plan was made for.
 *
 * @param places read out of a configuration where the mail server looks for its tables, and with which password
 */
record ConfiguredTables(Yard yard, SqlDialect dialect, Function<OnDatabaseServer, SqlPlace> places) {

    /** Where the mail server looks for its tables, as its configuration says now. */
    SqlPlace place() throws StoreException {
        try {
            if (ServerQuestions.configuration(yard).store(Role.DATA) instanceof OnDatabaseServer server) {
                var place = places.apply(server);
                requirePlanned(place);
                return place;
            }
        } catch (ConfigurationException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e.nextStep(), e);
        } catch (HostException e) {
            throw new StoreException(e.problem(), e.nextStep(), e);
        }
        throw new StoreException(
                "The configuration no longer names a database server for the mail data",
                "Bring back the configuration that the upgrade was planned with");
    }

    private void requirePlanned(SqlPlace place) throws StoreException {
        var name = new SqlConnector(dialect, place).name();
        var planned = yard.blueprint().store().place();
        if (!name.equals(planned)) {
            throw new StoreException(
                    "The configuration names " + name + " for the mail data, and the plan " + planned,
                    "Bring back the configuration that the upgrade was planned with");
        }
    }

    /** The store in these tables, or in others on the same server. */
    SqlStore store(SqlPlace place) {
        return new SqlStore(dialect, place, yard.blueprint().home().resolve("scratch"));
    }
}
