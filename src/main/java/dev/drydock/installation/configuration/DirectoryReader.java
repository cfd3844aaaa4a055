package dev.drydock.installation.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads {@code directory.<id>}. */
final class DirectoryReader {

    private final SettingReader reader;

    DirectoryReader(SettingReader reader) {
        this.reader = reader;
    }

    Map<String, DirectoryConfiguration> directories() {
        var directories = new LinkedHashMap<String, DirectoryConfiguration>();
        for (var id : reader.settings().ids("directory", "type")) {
            var type = reader.settings().find("directory." + id + ".type");
            var kind = type == null ? null : DirectoryKind.ofType(type.value());
            if (kind != null) {
                directories.put(id, directory(id, kind));
            } else if (type != null) {
                reader.problem(type, type.shown() + " is no kind of directory, so the server leaves it out");
            }
        }
        return directories;
    }

    private DirectoryConfiguration directory(String id, DirectoryKind kind) {
        var prefix = "directory." + id + ".";
        return switch (kind) {
            case INTERNAL, SQL -> new DirectoryConfiguration(id, kind, reader.required(prefix + "store"), List.of());
            case MEMORY -> new DirectoryConfiguration(id, kind, null, names(prefix + "principals"));
            case LDAP, IMAP, SMTP, LMTP -> new DirectoryConfiguration(id, kind, null, List.of());
        };
    }

    private List<String> names(String prefix) {
        return reader.settings().ids(prefix, "name").stream()
                .map(principal -> reader.text(prefix + "." + principal + ".name"))
                .filter(Objects::nonNull)
                .toList();
    }
}
