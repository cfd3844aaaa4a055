package dev.drydock.upgrade.phase;

import dev.drydock.engine.Phase;
import dev.drydock.engine.Plan;
import dev.drydock.engine.Step;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.BlueprintFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The phases of an upgrade by the server's own export and import. */
public final class UpgradePhases {

    private UpgradePhases() {}

    /**
     * The plan of an upgrade.
     *
     * @param wrap is put around each step, as to keep the rescue script up to date
     */
    public static Plan plan(Yard yard, Function<UpgradeStep, Step> wrap) {
        var blueprint = yard.blueprint();
        var phases = phases(yard).stream()
                .map(phase -> new Phase(
                        phase.name(),
                        phase.title(),
                        phase.changes(),
                        phase.steps().stream()
                                .map(step -> wrap.apply((UpgradeStep) step))
                                .toList(),
                        phase.goesBack()))
                .toList();
        var names = phases.stream()
                .flatMap(phase -> phase.steps().stream())
                .map(Step::name)
                .toList();
        return new Plan(
                blueprint.configuration().file().toString(), BlueprintFile.fingerprint(blueprint, names), phases);
    }

    /** The phases with their bare steps. */
    public static List<Phase> phases(Yard yard) {
        var node = yard.blueprint().node();
        return node == null ? ofStore(yard) : ofNode(yard, node);
    }

    /** A further node of a cluster has a program and a configuration of its own, and no data. */
    private static List<Phase> ofNode(Yard yard, Blueprint.Node node) {
        var b = yard.blueprint();
        return List.of(
                new Phase("prepare", "Prepare", preparing(b), prepare(yard)),
                new Phase("stop", "Stop", stopping(yard) + " on this node", List.of(new StopServer(yard))),
                new Phase(
                        "join",
                        "Join",
                        "Waits until the first node of the cluster is proven, by its report " + node.report()
                                + " and a look at the store that both share",
                        List.of(new AwaitFirstNode(yard, node))),
                new Phase("install", "Install", installing(b), install(yard)),
                new Phase(
                        "start",
                        "Start",
                        "Opens the doors of this node",
                        List.of(new StartServer(yard), new ProveServer(yard))));
    }

    private static String stopping(Yard yard) {
        return "Stops the server (" + yard.server().describe() + "); from here on mail stands still";
    }

    private static List<Phase> ofStore(Yard yard) {
        var b = yard.blueprint();
        var phases = new ArrayList<Phase>();
        phases.add(new Phase("prepare", "Prepare", preparing(b), prepare(yard)));
        phases.add(new Phase("stop", "Stop", stopping(yard), List.of(new StopServer(yard), new LookAtStore(yard))));
        if (b.request().isDirect()) {
            phases.add(converting(yard));
            phases.add(new Phase("install", "Install", installing(b), install(yard)));
        } else {
            phases.addAll(exportToImport(yard));
        }
        phases.add(new Phase(
                "trial",
                "Trial",
                "Runs v0.8.0 on loopback ports and asks it for the mail, with the queue set aside",
                List.of(new SetQueueAside(yard), new TrialRun(yard), new PutQueueBack(yard)),
                b.request().goesBackAfterFailedTrial()));
        phases.add(starting(yard));
        return List.copyOf(phases);
    }

    /** The old store changes its name only when the new one is whole and proven. */
    private static Phase converting(Yard yard) {
        var site = yard.site();
        return new Phase("convert", "Convert", site.conversionWords(), List.copyOf(site.conversionSteps()));
    }

    private static List<Phase> exportToImport(Yard yard) {
        var b = yard.blueprint();
        var store = yard.site().officialSteps();
        return List.of(
                new Phase(
                        "export",
                        "Export",
                        b.sourceSwap()
                                        .map(swap ->
                                                "Keeps the program as " + swap.old() + ", puts v0.7.3 in its place; ")
                                        .orElse("")
                                + "Writes all records of the old store to " + b.exportDirectory()
                                + " and compares them",
                        steps(
                                List.of(),
                                b.sourceSwap().map(swap -> InstallProgram.ofSource(yard, swap)),
                                concatenated(List.of(new ExportStore(yard)), store.exportProof()))),
                new Phase("backup", "Backup", yard.site().backupWords(), List.copyOf(store.backup())),
                new Phase("install", "Install", installing(b), install(yard)),
                new Phase(
                        "import",
                        "Import",
                        "Fills the new store as " + b.runAs().user() + " and compares it with the old one",
                        concatenated(List.of(new ImportStore(yard)), store.importProof())));
    }

    private static Phase starting(Yard yard) {
        var b = yard.blueprint();
        return new Phase(
                "start",
                "Start",
                (b.container() != null && b.container().compose() != null
                                ? "Waits until Compose has made the container of "
                                        + b.container().newImage() + "; that opens"
                                : "Opens")
                        + " the doors; from here on going back leaves new mail behind, saved as files",
                steps(
                        List.of(),
                        Optional.ofNullable(b.container())
                                .filter(container -> container.compose() != null)
                                .map(container -> new AwaitCompose(yard, container)),
                        opening(yard)));
    }

    private static List<Step> opening(Yard yard) {
        var steps = new ArrayList<Step>(List.of(new StartServer(yard), new ProveServer(yard)));
        if (yard.blueprint().request().isDirect()) {
            steps.addAll(yard.site().lateSteps());
        }
        steps.add(new AccountForRecords(yard));
        return steps;
    }

    private static String preparing(Blueprint b) {
        var container = b.container();
        var what = "lays the new program ready";
        if (container != null) {
            what = "brings " + container.newImage();
        } else if (b.release().installed()) {
            what = "keeps a copy of the old program";
        }
        return "Makes " + b.exportHere().map(export -> export + " and ").orElse("") + b.staging() + ", " + what
                + "; mail goes on";
    }

    private static String installing(Blueprint b) {
        var container = b.container();
        if (container == null) {
            return (b.release().installed()
                            ? "Waits until somebody has put v0.8.0 in the place of "
                            : "Puts v0.8.0 in the place of ")
                    + b.program().path() + " and keeps the old program as "
                    + b.program().old()
                    + (b.unit() == null ? "" : "; gives " + b.unit().name() + " its account");
        }
        return container.compose() != null
                ? "Notes what the container " + container.name() + " is made of, before Compose takes it away"
                : "Makes a container " + container.name() + " of " + container.newImage()
                        + " like the old one, which is " + container.old() + " from then on";
    }

    /** What is fetched is fetched first: nothing else takes as long, or is as likely to fail. */
    private static List<Step> prepare(Yard yard) {
        var b = yard.blueprint();
        var steps = new ArrayList<Step>(FetchFile.all(yard));
        if (b.unit() != null && b.unit().createsAccount()) {
            steps.add(new MakeAccount(yard, b.unit()));
        }
        steps.add(new PrepareDirectories(yard));
        if (b.node() == null) {
            steps.add(new PrepareTools(yard));
        }
        b.sourceSwap().ifPresent(swap -> steps.add(PrepareRelease.ofSource(yard, swap)));
        steps.add(
                b.container() != null
                        ? new PrepareImage(yard, b.container())
                        : b.release().installed() ? new KeepProgram(yard) : PrepareRelease.ofRelease(yard));
        var webadmin = b.webadmin();
        if (webadmin != null && webadmin.fetched() != null) {
            steps.add(new PlaceBundle(yard, webadmin.fetched().file(), webadmin.file()));
        }
        if (b.keys() != null) {
            steps.add(new OpenKeys(yard));
        }
        if (b.unit() != null) {
            steps.add(new PrepareSandbox(yard, b.unit()));
        }
        steps.addAll(List.of(new PrepareRights(yard), new PrepareCredentials(yard), new ObserveServer(yard)));
        return steps;
    }

    private static Step container(Yard yard, Blueprint.Contained container) {
        return container.compose() == null ? new ReplaceContainer(yard, container) : new KeepContainer(yard, container);
    }

    private static List<Step> install(Yard yard) {
        var b = yard.blueprint();
        var steps = new ArrayList<Step>();
        steps.add(
                b.container() != null
                        ? container(yard, b.container())
                        : b.release().installed() ? new AwaitProgram(yard) : InstallProgram.ofRelease(yard));
        if (b.unit() != null && !b.unit().given().isEmpty()) {
            steps.add(new GiveFiles(yard, b.unit()));
        }
        steps.add(new InstallConfiguration(yard));
        if (b.unit() != null) {
            steps.add(new ChangeUnit(yard, b.unit()));
        }
        return steps;
    }

    private static List<Step> concatenated(List<? extends Step> first, List<? extends Step> then) {
        return Stream.<Step>concat(first.stream(), then.stream()).toList();
    }

    private static List<Step> steps(List<Step> before, Optional<? extends Step> between, List<Step> after) {
        return Stream.of(before.stream(), between.stream(), after.stream())
                .flatMap(steps -> steps)
                .map(Step.class::cast)
                .toList();
    }
}
