package dev.drydock.web.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bodies of requests, by where they are sent; each can be sent as it stands here. */
final class ApiExamples {

    private static final String UPGRADE = "/api/v1/upgrades/{id}";
    private static final String CONFIG = "/opt/stalwart-mail/etc/config.toml";
    private static final Map<String, Object> INSTALLATION =
            Map.of("config", CONFIG, "deployment", Map.of("kind", "systemd", "unit", "stalwart-mail.service"));
    private static final Map<String, Object> BY_COMMANDS =
            Map.of("config", CONFIG, "deployment", Map.of("kind", "command", "name", "mail"));
    private static final String SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String PROGRAM = "/root/stalwart-mail-0.8.0";

    /** A path and a method that has a body. */
    record Place(String path, boolean isPut) {}

    static final Map<Place, Map<String, Object>> BODIES = Map.of(
            new Place("/api/v1/upgrades", false),
            Map.of(
                    "smallest",
                    Map.of("installation", Map.of("config", CONFIG)),
                    "byCommands",
                    Map.of("installation", BY_COMMANDS),
                    "usual",
                    usual(),
                    "fetched",
                    fetched(),
                    "installedElsewhere",
                    Map.of("installation", INSTALLATION, "release", Map.of("installed", true)),
                    "trial",
                    trial()),
            new Place(UPGRADE + "/run", false),
            Map.of("all", Map.of(), "some", Map.of("until", "export")),
            new Place(UPGRADE + "/backup", true),
            Map.of("name", Map.of("name", "data-v0.7.3")),
            new Place(UPGRADE + "/credentials", true),
            Map.of(
                    "administrator",
                    Map.of("administrator", Map.of("user", "admin", "password", "…")),
                    "forget",
                    Map.of()),
            new Place(UPGRADE + "/cleanup", false),
            Map.of("ask", Map.of(), "confirm", Map.of("confirm", "/opt/stalwart-mail/data-v0.7.3")));

    /** Refusals, by the status that they come with. */
    static final Map<String, Map<String, Object>> PROBLEMS = Map.of(
            "404",
            problem(404, "unknown-upgrade", "There is no upgrade 20260102-030405", Map.of()),
            "409",
            problem(
                    409,
                    "not-confirmed",
                    "This deletes for good; to confirm it, write exactly: /opt/stalwart-mail/data-v0.7.3",
                    Map.of(
                            "confirm",
                            "/opt/stalwart-mail/data-v0.7.3",
                            "deletes",
                            List.of(Map.of("path", "/opt/stalwart-mail/data-v0.7.3", "what", "the old store")))),
            "422",
            problem(
                    422,
                    "field-invalid",
                    "Some fields do not do",
                    Map.of(
                            "problems",
                            List.of(Map.of("field", "release.sha256", "problem", "must be 64 hexadecimal digits")))));

    /** What an upgrade looks like on its way, the least of it. */
    static final Map<String, Object> ANSWER = Map.of(
            "id",
            "20260102-030405",
            "state",
            "running",
            "atWork",
            true,
            "mailIsStopped",
            true,
            "stoppedSeconds",
            42,
            "allowed",
            List.of("cancel"),
            "safeToGoBack",
            Map.of("safe", true, "text", "Yes. Nothing of the old store has been touched."),
            "lastLine",
            17);

    private ApiExamples() {}

    private static Map<String, Object> usual() {
        return Map.of(
                "installation",
                INSTALLATION,
                "release",
                Map.of("file", PROGRAM, "sha256", SUM, "webadmin", "/root/webadmin.zip"),
                "export",
                Map.of("directory", "/srv/export"),
                "backup",
                Map.of("name", "data-v0.7.3"),
                "runAs",
                Map.of("user", "stalwart-mail", "group", "stalwart-mail"),
                "keys",
                "acl");
    }

    private static Map<String, Object> fetched() {
        return Map.of(
                "installation",
                INSTALLATION,
                "release",
                Map.of(
                        "url",
                        "https://github.com/stalwartlabs/mail-server/releases/download/v0.8.0/"
                                + "stalwart-mail-x86_64-unknown-linux-gnu.tar.gz",
                        "sha256",
                        SUM,
                        "webadminUrl",
                        "https://files.example.org/webadmin.zip",
                        "webadminSha256",
                        SUM));
    }

    private static Map<String, Object> trial() {
        return Map.of(
                "installation",
                INSTALLATION,
                "release",
                Map.of("file", PROGRAM),
                "trial",
                Map.of(
                        "onFailure",
                        "stop",
                        "extras",
                        true,
                        "testMail",
                        Map.of("to", "anna@example.org", "from", "postmaster@example.org")));
    }

    private static Map<String, Object> problem(int status, String code, String detail, Map<String, Object> more) {
        var problem = new TreeMap<String, Object>(more);
        problem.put("status", status);
        problem.put("code", code);
        problem.put("detail", detail);
        return problem;
    }
}
