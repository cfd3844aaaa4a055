package dev.drydock.web.rest;

import dev.drydock.installation.Installation;
import dev.drydock.installation.Program;
import dev.drydock.installation.ServerProcess;
import dev.drydock.installation.Space;
import dev.drydock.installation.StorePlacement;
import dev.drydock.installation.StoreState;
import dev.drydock.installation.configuration.BindAddress;
import dev.drydock.installation.configuration.CertificateConfiguration;
import dev.drydock.installation.configuration.Listener;
import dev.drydock.installation.configuration.LogDirectory;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.upgrade.DeployedContainer;
import dev.drydock.upgrade.DeployedUnit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is installed, as far as it may be told: no value of a setting that could be a secret is in it.
 *
 * @param roles ids of stores, of the directory for {@code directory}
 * @param runAs whom v0.7.3 works as; null where it stays who it is started as
 * @param units of systemd that start it
 * @param container of Docker that runs it; null where none was named
 * @param grade of the gravest finding
 */
public record InstallationView(
        Path config,
        Path root,
        @Nullable String hostname,
        @Nullable ProgramView program,
        Map<String, String> roles,
        List<StoreView> stores,
        List<ListenerView> listeners,
        List<String> certificates,
        @Nullable AccountView runAs,
        List<Path> logs,
        List<ProcessView> processes,
        List<DeployedUnit> units,
        @Nullable DeployedContainer container,
        List<SpaceView> spaces,
        String grade,
        List<FindingView> findings) {

    /** The program of the server; others are programs of its name elsewhere. */
    public record ProgramView(Path path, String version, String owner, String mode, List<Path> others) {
        static @Nullable ProgramView of(@Nullable Program program) {
            return program == null
                    ? null
                    : new ProgramView(
                            program.path(),
                            program.version().toString(),
                            program.facts().owner(),
                            program.facts().octalMode(),
                            program.others());
        }
    }

    /**
     * A store.
     *
     * @param place for people, without secrets
     * @param directory null where it does not lie on this machine
     * @param bytes of its files; null where nobody counted
     * @param wholeDirectory whether the directory holds the store alone and can be renamed
     * @param writtenBy which version has written it; null where no driver can look
     */
    public record StoreView(
            String id,
            String kind,
            List<String> roles,
            String place,
            @Nullable Path directory,
            @Nullable String owner,
            @Nullable String mode,
            @Nullable Long bytes,
            @Nullable Boolean wholeDirectory,
            @Nullable String writtenBy) {

        static StoreView of(Installation found, StoreConfiguration store) {
            var placement = found.placements().get(store.id());
            var facts = placement == null ? null : placement.facts();
            return new StoreView(
                    store.id(),
                    store.kind().type(),
                    Arrays.stream(Role.values())
                            .filter(role -> role != Role.DIRECTORY)
                            .filter(role -> store.id()
                                    .equals(found.configuration().roles().id(role)))
                            .map(InstallationView::lower)
                            .toList(),
                    store.describe(),
                    placement == null ? null : placement.directory(),
                    facts == null ? null : facts.owner(),
                    facts == null ? null : facts.octalMode(),
                    placement == null ? null : placement.ownSize().bytes(),
                    placement == null ? null : canBeRenamed(placement),
                    writtenBy(found.states().get(store.id())));
        }

        private static boolean canBeRenamed(StorePlacement placement) {
            return placement.canBeRenamed();
        }

        private static @Nullable String writtenBy(@Nullable StoreState state) {
            if (state instanceof StoreState.Seen seen) {
                return seen.version().title();
            }
            return state instanceof StoreState.Unseen unseen ? unseen.reason() : null;
        }
    }

    /** Something the server listens on. */
    public record ListenerView(String id, String protocol, List<String> addresses, boolean tls, boolean implicitTls) {
        static ListenerView of(Listener listener) {
            return new ListenerView(
                    listener.id(),
                    listener.protocol().word(),
                    listener.addresses().stream().map(BindAddress::toString).toList(),
                    listener.tls(),
                    listener.implicitTls());
        }
    }

    /** An account of the machine. */
    public record AccountView(String user, @Nullable String group) {}

    /**
     * A process that may be the server. Its arguments are left out: somebody may have put a password there.
     *
     * @param match {@code configuration}, {@code program} or {@code name}
     */
    public record ProcessView(
            long pid, String match, @Nullable Path executable, int uid, boolean contained) {
        static ProcessView of(ServerProcess process) {
            return new ProcessView(
                    process.pid(), lower(process.match()), process.executable(), process.uid(), process.contained());
        }
    }

    /** Room of the file system that a path lies on, in bytes. */
    public record SpaceView(Path path, String fileSystem, long usable, long total) {
        static SpaceView of(Space space) {
            return new SpaceView(space.path(), space.fileSystem(), space.usable(), space.total());
        }
    }

    /** As it was found. */
    public static InstallationView of(
            Installation found, List<DeployedUnit> units, @Nullable DeployedContainer container) {
        var configuration = found.configuration();
        var roles = new TreeMap<String, String>();
        configuration.roles().ids().forEach((role, id) -> roles.put(lower(role), id));
        var account = configuration.runAs();
        return new InstallationView(
                configuration.file(),
                found.root(),
                configuration.hostname(),
                ProgramView.of(found.program()),
                roles,
                configuration.stores().values().stream()
                        .map(store -> StoreView.of(found, store))
                        .toList(),
                configuration.listeners().stream().map(ListenerView::of).toList(),
                configuration.certificates().stream()
                        .map(CertificateConfiguration::id)
                        .toList(),
                account == null ? null : new AccountView(account.user(), account.group()),
                configuration.logs().stream().map(LogDirectory::path).toList(),
                found.processes().found().stream().map(ProcessView::of).toList(),
                units,
                container,
                found.spaces().stream().map(SpaceView::of).toList(),
                lower(found.grade()),
                FindingView.of(found.findings()));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
