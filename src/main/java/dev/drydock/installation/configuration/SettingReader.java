package dev.drydock.installation.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads settings as what they mean, and keeps what the server would complain about. */
final class SettingReader {

    private final Settings settings;
    private final ServerView view;
    private final List<SettingProblem> problems;

    SettingReader(Settings settings, ServerView view, List<SettingProblem> problems) {
        this.settings = settings;
        this.view = view;
        this.problems = problems;
    }

    Settings settings() {
        return settings;
    }

    @Nullable
    String text(String key) {
        return settings.value(key);
    }

    @Nullable
    Secret secret(String key) {
        return Secret.ofNullable(settings.value(key));
    }

    /** The value, or null and a problem where it is missing. */
    @Nullable
    String required(String key) {
        var value = settings.value(key);
        if (value == null) {
            problems.add(SettingProblem.missing(key, "the setting is missing"));
        }
        return value;
    }

    boolean flag(String key, boolean standard) {
        var setting = settings.find(key);
        if (setting == null) {
            return standard;
        }
        return switch (setting.value()) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                problem(setting, setting.shown() + " is neither true nor false");
                yield standard;
            }
        };
    }

    /** A whole number that is not negative. */
    long number(String key, long standard) {
        var setting = settings.find(key);
        if (setting == null) {
            return standard;
        }
        var digits = setting.value().startsWith("+") ? setting.value().substring(1) : setting.value();
        if (!digits.matches("\\d{1,18}")) {
            problem(setting, setting.shown() + " is no number");
            return standard;
        }
        return Long.parseLong(digits);
    }

    /** A port, or null where none is set. */
    @Nullable
    Integer port(String key) {
        var setting = settings.find(key);
        if (setting == null) {
            return null;
        }
        var port = number(key, -1);
        if (port > 0xFFFF) {
            problem(setting, setting.shown() + " is no port");
            return null;
        }
        return port < 0 ? null : (int) port;
    }

    /** Where a path lies on this machine; null where it is not set, or cannot be one. */
    @Nullable
    Path path(String key) {
        var setting = settings.find(key);
        if (setting == null) {
            return null;
        }
        try {
            return view.locate(setting.value());
        } catch (InvalidPathException e) {
            problem(setting, setting.shown() + " is no path");
            return null;
        }
    }

    /** As {@link #path}, with a problem where it is missing. */
    @Nullable
    Path requiredPath(String key) {
        return required(key) == null ? null : path(key);
    }

    void problem(Setting setting, String text) {
        problems.add(SettingProblem.at(setting, text));
    }

    void missing(String key, String text) {
        problems.add(SettingProblem.missing(key, text));
    }
}
