package dev.drydock.translate;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v073.Family;
import java.util.Set;

record SimpleRule<R extends SourceRecord>(String name, Set<Family> families, Class<R> type, Decision<R> decision)
        implements Rule {

    @Override
    public Outcome apply(SourceRecord record) throws MalformedDataException {
        return decision.apply(type.cast(record));
    }
}
