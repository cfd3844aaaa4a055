package dev.drydock.cli;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.StoreLocation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a store or an export as it is named on the command line. */
final class LocationConverter implements ITypeConverter<StoreLocation> {

    /** What may stand in place of STORE. */
    static final String FORMS = "sqlite:FILE, rocksdb:DIRECTORY or export:DIRECTORY";

    @Override
    public StoreLocation convert(String value) {
        try {
            return StoreLocation.parse(value);
        } catch (StoreException e) {
            throw new TypeConversionException(e.problem() + "; " + Failure.lowerFirst(e.nextStep()));
        }
    }

    static boolean isExport(StoreLocation location) {
        return location.kind() == StoreLocation.Kind.EXPORT;
    }
}
