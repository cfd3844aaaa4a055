package dev.drydock.cli;

import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a v0.7.3 store becomes a v0.8.0 store. */
final class ProfileOptions {

    /** By what rules. */
    enum Name {
        OFFICIAL,
        LOSSLESS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--profile",
            paramLabel = "official|lossless",
            description = {
                "official: exactly what the server's own export and import yield, losses included.",
                "lossless (the default): beside that, what they lose: queued messages, queue quotas, reports."
            })
    @Nullable
    Name profile;

    @Option(
            names = "--external-directory",
            paramLabel = "ID",
            description = "The id of the directory, where it is not an internal one (directory.<ID>.type):"
                    + " puts its names into lower case, as v0.8.0 looks them up.")
    @Nullable
    String externalDirectory;

    @Option(
            names = "--compression",
            paramLabel = "as-stored|none|lz4",
            description = "How the new store holds contents; must be what store.<id>.compression will say"
                    + " (default: as-stored, right while that setting stays).")
    @Nullable
    String compression;

    Name name() {
        return profile == null ? Name.LOSSLESS : profile;
    }

    /** A fresh profile at each call. */
    Supplier<Profile> profiles(CoreCommand command) {
        var form = form(command);
        var external = Optional.ofNullable(externalDirectory);
        if (name() == Name.LOSSLESS) {
            return () -> LosslessProfile.create(form, external);
        }
        if (external.isPresent()) {
            throw command.usage(
                    "--external-directory needs the profile lossless: the official way leaves names as" + " they are");
        }
        return () -> OfficialProfile.create(form);
    }

    private BlobForm form(CoreCommand command) {
        return switch (compression == null ? "as-stored" : compression) {
            case "as-stored" -> BlobForm.AS_STORED;
            case "none" -> BlobForm.PLAIN;
            case "lz4" -> BlobForm.LZ4;
            default -> throw command.usage("--compression is as-stored, none or lz4, not '" + compression + "'");
        };
    }

    /** The options as they were given, to be given again. */
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        if (profile != null) {
            arguments.addAll(List.of("--profile", profile.toString()));
        }
        if (externalDirectory != null) {
            arguments.addAll(List.of("--external-directory", Shell.quote(externalDirectory)));
        }
        if (compression != null) {
            arguments.addAll(List.of("--compression", compression));
        }
        return arguments;
    }
}
