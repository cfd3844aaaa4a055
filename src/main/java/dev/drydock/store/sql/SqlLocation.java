package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a place on an SQL server is written, behind the name of the backend and a colon:
 * {@code //USER@HOST[:PORT]/DATABASE[?schema=S&tls=off|any|verify]}. User, database and schema are percent-encoded as in a
 * URL, an IPv6 address stands in brackets. A password has no place in it, as others can see what a program is called with;
 * so no message repeats a text that could not be read.
 */
public final class SqlLocation {

    /** An IPv6 address stands in brackets; what can be a host, its address says. */
    private static final Pattern SERVER =
            Pattern.compile("(?:(?<name>[^\\[\\]:]+)|\\[(?<ipv6>[^\\[\\]]*:[^\\[\\]]*)])(?::(?<port>[0-9]{1,5}))?");

    private static final String SCHEMA = "schema";
    private static final String TLS = "tls";

    private final SqlDialect dialect;

    private SqlLocation(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Reads a place as it is written.
     *
     * @param text what follows the colon behind {@link SqlDialect#scheme()}
     * @return the place without a password, and without TLS where nothing is said of it, as the mail server's configuration
     *     takes it
     * @throws StoreException if it is of another form, or a password stands in it
     */
    public static SqlPlace parse(SqlDialect dialect, String text) throws StoreException {
        return new SqlLocation(dialect).read(text);
    }

    private SqlPlace read(String text) throws StoreException {
        if (text.startsWith("//") && text.substring(2).matches("(?s)[^@]*:[^@]*@.*")) {
            throw password();
        }
        var question = text.indexOf('?');
        var path = question < 0 ? text : text.substring(0, question);
        var slash = path.indexOf('/', 2);
        var at = path.lastIndexOf('@', slash);
        if (!path.startsWith("//") || slash < 0 || at < 0) {
            throw wrong("What follows \"" + dialect.scheme() + ":\" does not name user, host and database");
        }
        var options = options(question < 0 ? "" : text.substring(question + 1));
        return new SqlPlace(
                server(path.substring(at + 1, slash)),
                decoded("user", path.substring(2, at)),
                Password.NONE,
                tls(options.get(TLS)),
                SqlPlace.USUAL_TIMEOUT,
                decoded("database", path.substring(slash + 1)),
                schema(options.get(SCHEMA)));
    }

    private ServerAddress server(String written) throws StoreException {
        var parts = SERVER.matcher(written);
        if (!parts.matches()) {
            throw noHost();
        }
        var port = parts.group("port") == null ? dialect.usualPort() : Integer.parseInt(parts.group("port"));
        if (port < 1 || port > ServerAddress.GREATEST_PORT) {
            throw wrong("The location of the store has the port " + port + ", which there is not");
        }
        var host =
                Objects.requireNonNullElseGet(parts.group("name"), () -> Objects.requireNonNull(parts.group("ipv6")));
        if (!ServerAddress.isOne(host, port)) {
            throw noHost();
        }
        return new ServerAddress(host, port);
    }

    private StoreException noHost() {
        return wrong("The location of the store has no host, or no port, that can be one");
    }

    private String decoded(String what, String written) throws StoreException {
        String text;
        try {
            // In a URL a plus sign is one; only forms make a space of it.
            text = URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw undecodable(what, e);
        }
        if (text.isEmpty()) {
            throw wrong("The location of the store has an empty " + what);
        }
        // Bytes that are no UTF-8 have become a replacement character.
        if (written.contains("/") || text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD')) {
            throw undecodable(what, null);
        }
        return text;
    }

    private Map<String, String> options(String written) throws StoreException {
        var options = new HashMap<String, String>();
        for (var option : written.isEmpty() ? new String[0] : written.split("&", -1)) {
            var equals = option.indexOf('=');
            var name = option.substring(0, Math.max(0, equals));
            if (name.startsWith("pass")) {
                throw password();
            }
            var known = name.equals(SCHEMA) || name.equals(TLS);
            if (!known || options.put(name, option.substring(equals + 1)) != null) {
                throw wrong("Behind the question mark in the location of the store stands something else than schema"
                        + " and tls, each once at most");
            }
        }
        return options;
    }

    private @Nullable String schema(@Nullable String written) throws StoreException {
        if (written == null) {
            return null;
        }
        if (!dialect.hasSchemas()) {
            throw wrong("The location of the store has a schema, which there is not in " + dialect.scheme());
        }
        return decoded(SCHEMA, written);
    }

    private Tls tls(@Nullable String written) throws StoreException {
        for (var tls : Tls.values()) {
            if (written == null || written.equals(tls.word())) {
                return tls;
            }
        }
        throw wrong("The location of the store has a tls that is neither off, any nor verify");
    }

    private StoreException password() {
        return new StoreException(
                "A password stands in the location of the store, where others can read it",
                "Take it out, and give it in a file or by " + dialect.passwordVariable()
                        + "; if it is part of a user's name, write %3A for the colon");
    }

    private StoreException undecodable(String what, @Nullable Exception cause) {
        return new StoreException(
                "The " + what + " in the location of the store cannot be read",
                "Write its special characters as in a URL, in UTF-8: %2F for a slash, %40 for an at sign, %25 for a"
                        + " percent sign",
                cause);
    }

    private StoreException wrong(String problem) {
        return new StoreException(problem, "Write " + form());
    }

    private String form() {
        return dialect.scheme() + "://USER@HOST[:PORT]/DATABASE[?" + (dialect.hasSchemas() ? "schema=S&" : "")
                + "tls=off|any|verify]";
    }

    /** The place as {@link #parse} takes it, without its password. */
    static String of(SqlPlace place) {
        var options = (place.schema() == null ? "" : "&" + SCHEMA + "=" + encoded(place.schema()))
                + (place.tls() == Tls.OFF ? "" : "&" + TLS + "=" + place.tls().word());
        return "//" + encoded(place.user()) + "@" + place.server() + "/" + encoded(place.database())
                + (options.isEmpty() ? "" : "?" + options.substring(1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
