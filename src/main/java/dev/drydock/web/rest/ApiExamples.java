package dev.drydock.web.rest;

import java.util.Map;

/** Bodies of requests, by where they are sent. */
final class ApiExamples {

    private static final String UPGRADE = "/api/v1/upgrades/{id}";
    private static final Map<String, Object> INSTALLATION = Map.of(
            "config", "/opt/stalwart-mail/etc/config.toml", "deployment", Map.of("kind", "command", "name", "mail"));

    /** A path and a method that has a body. */
    record Place(String path, boolean isPut) {}

    static final Map<Place, Map<String, Object>> BODIES = Map.of(
            new Place("/api/v1/upgrades", false),
            Map.of(
                    "smallest", Map.of("installation", INSTALLATION),
                    "usual",
                            Map.of(
                                    "installation",
                                    INSTALLATION,
                                    "release",
                                    Map.of(
                                            "file",
                                            "/root/stalwart-mail-0.8.0",
                                            "sha256",
                                            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                                    "export",
                                    Map.of("directory", "/srv/export"),
                                    "backup",
                                    Map.of("name", "data-v0.7.3"),
                                    "runAs",
                                    Map.of("user", "stalwart-mail", "group", "stalwart-mail"))),
            new Place(UPGRADE + "/run", false),
            Map.of("all", Map.of(), "some", Map.of("until", "export")),
            new Place(UPGRADE + "/backup", true),
            Map.of("name", Map.of("name", "data-v0.7.3")),
            new Place(UPGRADE + "/credentials", true),
            Map.of("administrator", Map.of("administrator", Map.of("user", "admin", "password", "…"))));

    private ApiExamples() {}
}
