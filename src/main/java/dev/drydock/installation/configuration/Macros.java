package dev.drydock.installation.configuration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts in for <code>%{env:NAME}%</code>, <code>%{file:PATH}%</code> and <code>%{cfg:KEY}%</code> what they stand for, in
 * three passes in this order over all settings, as the server does: what a variable holds may name a file, what a file
 * holds may name a key. What cannot be resolved becomes a problem; the value then keeps the macro where a file was
 * missing, and has a gap where a variable or key was.
 */
final class Macros {

    private static final String END = "}%";

    /** Certificates with their chain have some kilobytes. */
    private static final int MAX_FILE_BYTES = 4 << 20;

    private final ServerView view;
    private final Map<String, Setting> settings = new TreeMap<>(Settings.KEY_ORDER);
    private final List<SettingProblem> problems;
    private final List<MacroFile> files = new ArrayList<>();

    private Macros(Settings written, ServerView view, List<SettingProblem> problems) {
        this.view = view;
        this.problems = problems;
        written.all().forEach(setting -> settings.put(setting.key(), setting));
    }

    /** The settings as the server works with them, and the files that they were taken from. */
    record Resolved(Settings settings, List<MacroFile> files) {}

    static Resolved resolve(Settings written, ServerView view, List<SettingProblem> problems) {
        var macros = new Macros(written, view, problems);
        macros.pass("%{env:", macros::variable);
        macros.pass("%{file:", macros::file);
        macros.pass("%{cfg:", macros::key);
        return new Resolved(new Settings(macros.settings.values()), List.copyOf(macros.files));
    }

    /** What a macro stands for. */
    private interface Source {
        Replacement find(String name, Setting setting, Map<String, Setting> resolved);
    }

    /** A text, whether it is secret, and whether the setting is to stay as it was written. */
    private record Replacement(@Nullable String text, boolean secret, boolean keepMacro) {

        static Replacement gap() {
            return new Replacement(null, false, false);
        }
    }

    private void pass(String start, Source source) {
        var resolved = new HashMap<String, Setting>();
        for (var setting : settings.values()) {
            if (setting.value().contains(start) && setting.value().contains(END)) {
                var replaced = replace(setting, start, source, resolved);
                if (replaced != null) {
                    resolved.put(setting.key(), replaced);
                }
            }
        }
        settings.putAll(resolved);
    }

    private @Nullable Setting replace(Setting setting, String start, Source source, Map<String, Setting> resolved) {
        var value = setting.value();
        var result = new StringBuilder();
        var secret = setting.secret();
        var at = 0;
        while (true) {
            var open = value.indexOf(start, at);
            if (open < 0) {
                result.append(value, at, value.length());
                var text = result.toString();
                secret = secret || SecretSettings.isSecret(setting.key(), text);
                return new Setting(setting.key(), text, setting.line(), secret);
            }
            var close = value.indexOf(END, open + start.length());
            if (close < 0) {
                problem(setting, "the last macro does not end with }%, and the server hangs on it");
                return null;
            }
            result.append(value, at, open);
            var replacement = source.find(value.substring(open + start.length(), close), setting, resolved);
            if (replacement.keepMacro()) {
                return null;
            }
            if (replacement.text() != null) {
                result.append(replacement.text());
                secret = secret || replacement.secret();
            }
            at = close + END.length();
        }
    }

    private Replacement variable(String name, Setting setting, Map<String, Setting> resolved) {
        var environment = view.environment();
        var text = environment == null ? null : environment.get(name);
        if (text == null) {
            problem(
                    setting,
                    environment == null
                            ? "the environment variable " + name + " of the server is not known"
                            : "the environment variable " + name + " is not set for the server");
            return Replacement.gap();
        }
        return new Replacement(text, false, false);
    }

    private Replacement key(String name, Setting setting, Map<String, Setting> resolved) {
        var named = resolved.getOrDefault(name, settings.get(name));
        if (named == null) {
            problem(setting, "there is no key \"" + name + "\" to take the value from");
            return Replacement.gap();
        }
        return new Replacement(named.value(), named.secret(), false);
    }

    private Replacement file(String name, Setting setting, Map<String, Setting> resolved) {
        try {
            var path = view.locate(name.startsWith("//") ? name.substring(2) : name);
            files.add(new MacroFile(setting.key(), setting.line(), path));
            return new Replacement(content(path), false, false);
        } catch (CharacterCodingException e) {
            problem(setting, "the file " + name + " is not UTF-8");
        } catch (InvalidPathException | IOException e) {
            problem(setting, "the file " + name + " cannot be read: " + e);
        }
        return new Replacement(null, false, true);
    }

    private static String content(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("not a regular file");
        }
        try (var in = Files.newInputStream(path)) {
            var bytes = in.readNBytes(MAX_FILE_BYTES);
            if (in.read() >= 0) {
                throw new IOException("more than " + MAX_FILE_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private void problem(Setting setting, String text) {
        problems.add(SettingProblem.at(setting, text));
    }
}
