package dev.drydock.web.rest;

import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.web.security.AccessToken;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes secrets out of text that leaves the machine: every value of the configuration whose key speaks of a secret, what
 * this console was given, its token, and what looks like a key or a password wherever it comes from.
 */
final class Redaction {

    private static final String HIDDEN = "(secret)";
    private static final int SHORTEST = 4;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SECRET_KEY =
            Pattern.compile("secret|passw|token|private|credential|access-key|api-key|\\bkey\\b|auth|dsn|url");
    private static final List<Pattern> SECRET_LOOKS = List.of(
            Pattern.compile(
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\\z)", Pattern.DOTALL),
            Pattern.compile("(?i)(?<=(password|passwd|secret|token|api[-_]?key)\\s{0,3}[=:]\\s{0,3}\"?)[^\\s\",}]{3,}"),
            Pattern.compile("(?i)(?<=(bearer|basic)\\s)[A-Za-z0-9+/_=.-]{8,}"),
            Pattern.compile("(?<=://[^/\\s:@]{1,100}:)[^/\\s@]+(?=@)"),
            Pattern.compile("\\$(2[aby]|5|6|argon2[a-z]*|pbkdf2[a-z0-9-]*|scrypt)\\$[^\\s\",]+"));

    private final List<String> secrets;

    private Redaction(Collection<String> secrets) {
        // The longest first: one secret may be the beginning of another.
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(secret -> Stream.of(secret, inJson(secret)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** As it stands between the quotes of a string of JSON. */
    private static String inJson(String secret) {
        var written = JSON.writeValueAsString(secret);
        return written.substring(1, written.length() - 1);
    }

    /** For secrets that are known. */
    static Redaction of(Collection<String> secrets) {
        return new Redaction(secrets);
    }

    /** For one upgrade, with what is known of its secrets now. */
    static Redaction of(Upgrades upgrades, Upgrade upgrade, AccessToken token) throws InterruptedException {
        Set<String> secrets = new LinkedHashSet<>();
        secrets.add(token.reveal());
        upgrades.credentials(upgrade)
                .administrator()
                .ifPresent(login -> secrets.add(login.secret().reveal()));
        secrets.addAll(upgrades.credentials(upgrade).backup().values());
        var configured = upgrade.blueprint().configuration();
        addFile(secrets, configured.file());
        addFile(secrets, configured.old());
        addResolved(secrets, upgrades, configured.file());
        return new Redaction(secrets);
    }

    private static void addFile(Set<String> secrets, Path file) {
        try {
            ConfigurationFile.read(file)
                    .settings()
                    .all()
                    .forEach(setting -> add(secrets, setting.key(), setting.value()));
        } catch (ConfigurationException e) {
            // The one file is there before the upgrade, the other after it.
            return;
        }
    }

    /** With macros resolved: a secret may stand in a file or in the environment of the server. */
    private static void addResolved(Set<String> secrets, Upgrades upgrades, Path file) throws InterruptedException {
        try {
            upgrades.installation(file)
                    .configuration()
                    .settings()
                    .all()
                    .forEach(setting -> add(secrets, setting.key(), setting.value()));
        } catch (ConfigurationException e) {
            return;
        }
    }

    private static void add(Set<String> secrets, String key, String value) {
        if (SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).find() && !value.matches("true|false|\\d{1,9}")) {
            secrets.add(value);
            // A key of several lines may be shown line by line.
            value.lines().map(String::strip).filter(line -> line.length() > 20).forEach(secrets::add);
        }
    }

    /** The text without its secrets. */
    String of(String text) {
        var clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret, HIDDEN);
        }
        for (var looks : SECRET_LOOKS) {
            clean = looks.matcher(clean).replaceAll(HIDDEN);
        }
        return clean;
    }
}
