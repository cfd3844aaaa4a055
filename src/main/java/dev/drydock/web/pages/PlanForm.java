package dev.drydock.web.pages;

import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the form of the home page sends; an empty field was left out. */
record PlanForm(
        @Nullable String config,
        @Nullable String name,
        @Nullable String release,
        @Nullable String sha256,
        @Nullable String exportDirectory,
        @Nullable String runAs) {

    /** The form as it is first shown, filled in with what is known. */
    static PlanForm of(@Nullable UpgradeRequest suggestion) {
        if (suggestion == null) {
            return new PlanForm(null, null, null, null, null, null);
        }
        var release = suggestion.release();
        return new PlanForm(
                suggestion.installation().config().toString(),
                suggestion.installation().deployment().name(),
                release == null ? null : release.file().toString(),
                null,
                null,
                null);
    }

    UpgradeRequest request() {
        var file = path(release);
        var directory = path(exportDirectory);
        return new UpgradeRequest(
                new UpgradeRequest.InstallationChoice(
                        orElse(path(config), Path.of("")), null, UpgradeRequest.Deployment.command(text(name, ""))),
                file == null ? null : new UpgradeRequest.ReleaseChoice(file, text(sha256), null),
                null,
                directory == null ? null : new UpgradeRequest.ExportChoice(directory),
                null,
                text(runAs) == null ? null : new UpgradeRequest.AccountChoice(text(runAs, ""), null),
                null);
    }

    private static Path orElse(@Nullable Path path, Path other) {
        return path == null ? other : path;
    }

    private static @Nullable Path path(@Nullable String field) {
        var text = text(field);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            // A relative path is refused with the name of its field, which says as much.
            return Path.of("..");
        }
    }

    private static @Nullable String text(@Nullable String field) {
        return field == null || field.isBlank() ? null : field.strip();
    }

    private static String text(@Nullable String field, String other) {
        var text = text(field);
        return text == null ? other : text;
    }
}
