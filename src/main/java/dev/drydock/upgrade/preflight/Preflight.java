package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Installation;
import dev.drydock.upgrade.phase.Yard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything in one pass and says all that it finds; changes nothing and may be repeated at will, while the
 * server runs, while it is stopped, and after the upgrade.
 */
public final class Preflight {

    /** How long the store of a stopped server is read at most. */
    private static final Duration READING_LIMIT = Duration.ofSeconds(30);

    private static final List<Check> ALWAYS = List.of(
            new DetectionFindings(),
            new AfterCheck(),
            new ConsoleCheck(),
            new ClockCheck(),
            new ConfigurationRightsCheck(),
            new WritingRightsCheck(),
            new RelativePathsCheck(),
            new PortsCheck(),
            new WebadminCheck(),
            new MemoryCheck(),
            new NodeCheck());

    /** Where the program lies on this machine. */
    private static final List<Check> OF_A_PROGRAM = List.of(
            // The containers of Drydock have the environment of the server's own.
            new EnvironmentMacrosCheck(),
            ReleaseCheck.ofSource(),
            ReleaseCheck.ofRelease(),
            new ReleasePlaceCheck(),
            new PackageCheck(),
            new CommandsCheck(),
            new UnitCheck(),
            new ServiceManagerCheck());

    private static final List<Check> OF_A_CONTAINER = List.of(new ContainerCheck());

    private static final List<Check> ON_THE_WAY = List.of(
            new NamesCheck(),
            new PlacesCheck(),
            new BackupCheck(),
            new DirectCheck(),
            new DatabaseCheck(),
            new SessionsCheck(),
            new ClusterCheck(),
            new ProtectionCheck(),
            new SpaceCheck(),
            new ExternalStoresCheck(),
            new StoreHoldersCheck(),
            new StoredCertificatesCheck());

    /** A further node of a cluster moves no data. */
    private static final List<Check> OF_A_NODE = List.of(new NamesCheck(), new PlacesCheck(), new SpaceCheck());

    private final Yard yard;
    private final Kernel kernel;
    private final Duration readingLimit;

    public Preflight(Yard yard) {
        this(yard, Kernel.here(), READING_LIMIT);
    }

    Preflight(Yard yard, Kernel kernel, Duration readingLimit) {
        this.yard = yard;
        this.kernel = kernel;
        this.readingLimit = readingLimit;
    }

    /**
     * Looks.
     *
     * @param found just now
     */
    public PreflightReport run(Installation found) throws InterruptedException {
        return run(found, PreflightProgress.NONE);
    }

    /**
     * Looks, and tells how far it has come.
     *
     * @param found just now
     */
    public PreflightReport run(Installation found, PreflightProgress progress) throws InterruptedException {
        var at = yard.clock().instant();
        var began = System.nanoTime();
        var findings = new LinkedHashSet<Finding>();
        var content = new StoreContentCheck();
        Forecast forecast = null;
        try {
            var scene = new Scene(
                    yard,
                    found,
                    kernel,
                    Account.current(),
                    Scene.stage(yard, found),
                    Scene.server(yard),
                    ClusterLook.of(yard),
                    readingLimit,
                    Progress.NONE);
            var checks = new ArrayList<>(ALWAYS);
            if (scene.stage() != Stage.AFTER) {
                checks.addAll(yard.blueprint().container() == null ? OF_A_PROGRAM : OF_A_CONTAINER);
                if (yard.blueprint().node() == null) {
                    checks.addAll(ON_THE_WAY);
                    checks.add(content);
                } else {
                    checks.addAll(OF_A_NODE);
                }
            }
            for (var check : checks) {
                progress.at(check.topic(), checks.indexOf(check), checks.size());
                findings.addAll(look(check, scene));
            }
            if (scene.stage() != Stage.AFTER) {
                forecast = forecast(scene, content.contents(), findings);
            }
        } catch (HostException e) {
            findings.addAll(found.findings());
            findings.add(Finding.fail("console.unusable", e.problem(), e.nextStep()));
        }
        return new PreflightReport(
                at, Duration.ofNanos(System.nanoTime() - began), List.copyOf(findings), content.contents(), forecast);
    }

    private static @Nullable Forecast forecast(Scene scene, @Nullable List<FamilySize> contents, Set<Finding> findings)
            throws InterruptedException {
        try {
            return Forecasting.of(
                    scene,
                    contents == null
                            ? null
                            : contents.stream().mapToLong(FamilySize::records).sum());
        } catch (IOException e) {
            findings.add(Finding.skip(
                    "forecast.not-made",
                    "The time and the room that the upgrade takes could not be reckoned: " + e,
                    "Mend what the system says, and look again"));
            return null;
        }
    }

    /** What a check finds; one that could not look says so. */
    static List<Finding> look(Check check, Scene scene) throws InterruptedException {
        try {
            return check.look(scene);
        } catch (HostException e) {
            return List.of(notMade(check, e.problem(), e.nextStep()));
        } catch (StoreException e) {
            return List.of(notMade(check, e.problem(), e.nextStep()));
        } catch (IOException | UncheckedIOException e) {
            return List.of(notMade(check, String.valueOf(e), "Mend what the system says, and look again"));
        }
    }

    private static Finding notMade(Check check, String problem, String nextStep) {
        return Finding.skip(check.topic() + ".not-looked-at", "This could not be looked at: " + problem, nextStep);
    }
}
