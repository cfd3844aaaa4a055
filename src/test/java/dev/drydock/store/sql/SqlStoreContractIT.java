package dev.drydock.store.sql;

import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreEditingContract;
import dev.drydock.store.StoreRoundTripContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** What every backend must do, on every server. */
class SqlStoreContractIT {

    interface OnServer extends StoreRoundTripContract, StoreEditingContract {

        SqlServerKind kind();

        @Override
        default PlacedStore newStore(Path directory) throws Exception {
            return SqlStores.blank(kind(), directory);
        }
    }

    @Nested
    class OnPostgresql14 implements OnServer {
        @Override
        public SqlServerKind kind() {
            return SqlServerKind.POSTGRESQL_14;
        }
    }

    @Nested
    class OnPostgresql18 implements OnServer {
        @Override
        public SqlServerKind kind() {
            return SqlServerKind.POSTGRESQL_18;
        }
    }

    @Nested
    class OnMariaDb implements OnServer {
        @Override
        public SqlServerKind kind() {
            return SqlServerKind.MARIADB;
        }

        /** Its {@code max_allowed_packet} is 16 MiB unless told otherwise, so that the mail server stores no more. */
        @Override
        public int largeValue() {
            return 15_000_000;
        }
    }

    @Nested
    class OnMysql implements OnServer {
        @Override
        public SqlServerKind kind() {
            return SqlServerKind.MYSQL;
        }
    }
}
