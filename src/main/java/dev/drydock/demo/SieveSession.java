package dev.drydock.demo;

import dev.drydock.layout.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** ManageSieve (RFC 5804) for reading: the scripts of an account, which of them is active, and their texts. */
final class SieveSession implements ServerSession {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Logins logins;
    private final @Nullable SSLContext tls;
    private final Connection connection;
    private @Nullable Principal owner;

    SieveSession(Logins logins, @Nullable SSLContext tls, Connection connection) {
        this.logins = logins;
        this.tls = tls;
        this.connection = connection;
    }

    @Override
    public void run() throws IOException {
        connection.send("\"IMPLEMENTATION\" \"Stand-in\"");
        connection.send("\"SASL\" \"PLAIN\"");
        if (tls != null && !connection.isEncrypted()) {
            connection.send("\"STARTTLS\"");
        }
        reply("OK \"Stand-in\"");
        for (var line = connection.line(); line != null; line = connection.line()) {
            var verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            var arguments = arguments(line);
            switch (verb) {
                case "NOOP" -> reply(arguments.isEmpty() ? "OK" : "OK (TAG " + quoted(arguments.get(0)) + ") \"Done\"");
                case "AUTHENTICATE" -> authenticate(arguments);
                case "LISTSCRIPTS" -> list();
                case "GETSCRIPT" -> text(arguments.isEmpty() ? "" : arguments.get(0));
                case "STARTTLS" -> startTls();
                case "LOGOUT" -> {
                    reply("OK \"Farewell\"");
                    return;
                }
                default -> reply("NO \"Not known to the stand-in\"");
            }
        }
    }

    private static List<String> arguments(String line) {
        var arguments = new ArrayList<String>();
        var quoted = QUOTED.matcher(line);
        while (quoted.find()) {
            arguments.add(quoted.group(1).replaceAll("\\\\(.)", "$1"));
        }
        return arguments;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void startTls() throws IOException {
        if (tls == null || connection.isEncrypted()) {
            reply("NO \"There is no TLS to begin\"");
        } else {
            reply("OK \"Begin\"");
            connection.startTls(tls);
        }
    }

    private void authenticate(List<String> arguments) throws IOException {
        owner = arguments.size() == 2 && arguments.get(0).equalsIgnoreCase("PLAIN")
                ? account(arguments.get(1)).orElse(null)
                : null;
        reply(owner == null ? "NO \"Name or password is wrong\"" : "OK \"Logged in\"");
    }

    private Optional<Principal> account(String response) {
        try {
            var parts = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8).split("\0", -1);
            return parts.length == 3 ? logins.account(parts[1], parts[2]) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Not base64, so nobody's password.
        }
    }

    private List<StoredObject> scripts() {
        return owner == null ? List.of() : logins.store().account(owner.id()).scripts();
    }

    private static String name(StoredObject script) {
        return script.text(StoredObject.NAME).orElse("");
    }

    private void list() throws IOException {
        if (owner == null) {
            reply("NO \"Log in first\"");
            return;
        }
        for (var script : scripts()) {
            connection.send(quoted(name(script)) + (script.isTrue(StoredObject.IS_ACTIVE) ? " ACTIVE" : ""));
        }
        reply("OK \"Listed\"");
    }

    private void text(String name) throws IOException {
        for (var script : scripts()) {
            var text = name(script).equals(name) ? text(script) : Optional.<byte[]>empty();
            if (text.isPresent()) {
                connection.send("{" + text.get().length + "}");
                connection.write(text.get());
                connection.send("");
                reply("OK \"There it is\"");
                return;
            }
        }
        reply("NO (NONEXISTENT) \"There is no such script\"");
    }

    private Optional<byte[]> text(StoredObject script) throws IOException {
        var section = script.section(StoredObject.BLOB);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        var from = (int) section.get().from();
        var size = section.get().size();
        return logins.store()
                .content(section.get().hash())
                .map(content -> Arrays.copyOfRange(
                        content, from, size < 0 ? content.length : (int) Math.min(content.length, from + size)));
    }

    private void reply(String line) throws IOException {
        connection.send(line);
        connection.flush();
    }
}
