package dev.drydock.upgrade.blueprint;

import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes paths as people do, where Jackson would write {@code file:///} addresses. */
public final class PathModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    public PathModule() {
        super("paths");
        addSerializer(Path.class, new Writer());
        addDeserializer(Path.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Path> {
        Writer() {
            super(Path.class);
        }

        @Override
        public void serialize(Path value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toString());
        }
    }

    private static final class Reader extends StdDeserializer<Path> {
        Reader() {
            super(Path.class);
        }

        @Override
        public Path deserialize(JsonParser in, DeserializationContext context) {
            var text = in.getValueAsString();
            if (text == null || text.isEmpty() || text.indexOf('\0') >= 0) {
                return (Path) context.handleWeirdStringValue(Path.class, String.valueOf(text), "not a path");
            }
            return Path.of(text);
        }
    }
}
