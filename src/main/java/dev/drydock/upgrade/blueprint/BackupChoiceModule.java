package dev.drydock.upgrade.blueprint;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** A {@link BackupChoice} as an object of texts; what may not be written is left out. */
public final class BackupChoiceModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private BackupChoiceModule(boolean open) {
        super("backup-choices-" + (open ? "kept" : "sent"));
        addSerializer(BackupChoice.class, new Writer());
        addDeserializer(BackupChoice.class, new Reader(open));
    }

    /** For what somebody sends. */
    public static BackupChoiceModule ofRequests() {
        return new BackupChoiceModule(false);
    }

    /** For what was written into a plan, so that it can be written again. */
    static BackupChoiceModule ofPlans() {
        return new BackupChoiceModule(true);
    }

    private static final class Writer extends StdSerializer<BackupChoice> {
        Writer() {
            super(BackupChoice.class);
        }

        @Override
        public void serialize(BackupChoice value, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            value.written().forEach(out::writeStringProperty);
            out.writeEndObject();
        }
    }

    private static final class Reader extends StdDeserializer<BackupChoice> {
        private final boolean open;

        Reader(boolean open) {
            super(BackupChoice.class);
            this.open = open;
        }

        @Override
        public BackupChoice deserialize(JsonParser in, DeserializationContext context) {
            Map<String, String> values = new LinkedHashMap<>();
            for (var property : context.readTree(in).properties()) {
                var value = property.getValue();
                if (!value.isString()) {
                    // Without the value, which may be a secret.
                    return context.reportInputMismatch(
                            BackupChoice.class, "The field %s of a backup takes a text", property.getKey());
                }
                values.put(property.getKey(), value.asString());
            }
            return open ? BackupChoice.open(values) : BackupChoice.filled(values);
        }
    }
}
