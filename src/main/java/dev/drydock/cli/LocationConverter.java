package dev.drydock.cli;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.StoreLocation;
import dev.drydock.store.sql.SqlLocation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a store or an export as it is named on the command line. */
final class LocationConverter implements ITypeConverter<NamedStore> {

    /** What may stand in place of a store. */
    static final String STORES =
            "sqlite:FILE, rocksdb:DIRECTORY, postgresql://USER@HOST/DATABASE," + " mysql://USER@HOST/DATABASE";

    /** What may stand in place of STORE. */
    static final String FORMS = STORES + " or export:DIRECTORY";

    @Override
    public NamedStore convert(String value) {
        try {
            for (var dialect : StoreOnServer.DIALECTS) {
                var prefix = dialect.scheme() + ":";
                if (value.startsWith(prefix)) {
                    return new StoreOnServer(dialect, SqlLocation.parse(dialect, value.substring(prefix.length())));
                }
            }
            return new StoreInFiles(StoreLocation.parse(value, FORMS));
        } catch (StoreException e) {
            throw new TypeConversionException(e.problem() + "; " + Failure.lowerFirst(e.nextStep()));
        }
    }
}
