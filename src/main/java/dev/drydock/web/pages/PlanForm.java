package dev.drydock.web.pages;

import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.web.rest.FieldProblem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form of the home page: what it holds, and what is wrong with it.
 *
 * @param values what was typed, by name of the field; empty fields are left out
 * @param ticked names of the boxes that are ticked
 * @param known what is wrong, as the REST interface names it
 */
public record PlanForm(Map<String, String> values, Set<String> ticked, List<FieldProblem> known) {

    /** Boxes to tick. */
    private static final List<String> BOXES = List.of("installed", "keys", "stay", "inPlace", "create", "node");

    private static final String MAIL = "/opt/stalwart-mail";

    /**
     * One field.
     *
     * @param path how the REST interface calls it, names between bars where one field stands for several
     */
    private record Input(
            String name,
            String path,
            String label,
            boolean required,
            @Nullable String example,
            String help) {}

    private static final List<Input> INPUTS = List.of(
            new Input(
                    "config",
                    "installation.config",
                    "Configuration file",
                    false,
                    MAIL + "/etc/config.toml",
                    "The file that the server is started with. It can be left out for a container."),
            new Input(
                    "unit",
                    "installation.deployment.unit|installation.deployment.kind",
                    "Unit of systemd",
                    false,
                    "stalwart-mail.service",
                    "The one that runs the server; where nothing is named it is looked for."),
            new Input(
                    "container",
                    "installation.deployment.container",
                    "Container of Docker",
                    false,
                    "stalwart-mail",
                    "The one that runs the server, by name or id, where one does."),
            new Input(
                    "name",
                    "installation.deployment.name",
                    "Name of its commands",
                    false,
                    "mail",
                    "Where no unit runs it: as it stands in the console's file of commands, with start, stop and"
                            + " probe."),
            new Input(
                    "release",
                    "release.file|release.url|release.installed",
                    "Program of v0.8.0",
                    false,
                    "/root/stalwart-mail-0.8.0",
                    "The program or the vendor's tar.gz: a file on this machine, or an address by https. It can be left"
                            + " out for a first look."),
            new Input(
                    "sha256",
                    "release.sha256",
                    "Its SHA-256",
                    false,
                    null,
                    "64 hexadecimal digits, as the vendor publishes them. What is fetched from an address needs it."),
            new Input(
                    "image",
                    "release.image",
                    "Image of v0.8.0",
                    false,
                    "stalwartlabs/mail-server:v0.8.0",
                    "For a container: the name of the image with its tag. It is pulled, unless it is here or a file is"
                            + " named."),
            new Input(
                    "imageFile",
                    "release.file",
                    "File with that image",
                    false,
                    "/root/mail-server-0.8.0.tar",
                    "As docker save writes it, to load instead of pulling."),
            new Input(
                    "old",
                    "installation.deployment.old",
                    "Name for the old container",
                    false,
                    "stalwart-mail-v0.7.3",
                    "What the container of v0.7.3 is called once the new one has its name."),
            new Input(
                    "webadmin",
                    "release.webadmin|release.webadminUrl",
                    "Web administration bundle",
                    false,
                    "/root/webadmin.zip",
                    "A file or an address. Else v0.8.0 fetches the newest from the network at its first start."),
            new Input(
                    "webadminSha256",
                    "release.webadminSha256",
                    "SHA-256 of the bundle",
                    false,
                    null,
                    "Where it is fetched from an address."),
            new Input(
                    "binary",
                    "installation.binary",
                    "Program of the server",
                    false,
                    MAIL + "/bin/stalwart-mail",
                    "Where it is not found by itself."),
            new Input(
                    "exportDirectory",
                    "export.directory",
                    "Export directory",
                    false,
                    "/srv/export",
                    "A directory that does not exist yet, on any file system with room for all mail."),
            new Input(
                    "runAs",
                    "runAs.user",
                    "Account for v0.8.0",
                    false,
                    "stalwart-mail",
                    "Else the one of the unit, or of server.run-as, or the one that owns the data."),
            new Input(
                    "firstNode",
                    "node.report|export|backup|trial|release.source",
                    "Report of the first node",
                    false,
                    "/root/drydock-report.json",
                    "On a further node of a cluster: where the report of the first one's upgrade will lie. Else it is"
                            + " waited for in the home of this upgrade."));

    /**
     * One field as it is shown.
     *
     * @param problem null where the value does
     */
    public record Field(
            String name,
            String label,
            @Nullable String value,
            boolean required,
            @Nullable String example,
            String help,
            @Nullable String problem) {}

    /** Something that is wrong with a field. */
    public record Problem(String field, String label, String problem) {}

    /** The form as it is first shown, filled in with what is known. */
    static PlanForm of(@Nullable UpgradeRequest suggestion) {
        if (suggestion == null) {
            return new PlanForm(Map.of(), Set.of(), List.of());
        }
        var release = suggestion.release();
        var deployment = suggestion.installation().deployment();
        var name = deployment == null ? null : deployment.name();
        var unit = deployment == null ? null : deployment.unit();
        return new PlanForm(Map.of(), Set.of(), List.of())
                .with("config", text(suggestion.installation().config()))
                .with("name", name == null ? "" : name)
                .with("unit", unit == null ? "" : unit)
                .with(
                        "release",
                        release == null || release.file() == null
                                ? ""
                                : release.file().toString());
    }

    private static String text(@Nullable Path path) {
        return path == null ? "" : path.toString();
    }

    /** What a browser has sent. */
    static PlanForm of(Map<String, String> sent) {
        var ticked =
                BOXES.stream().filter(name -> "true".equals(sent.get(name))).collect(Collectors.toSet());
        var form = new PlanForm(Map.of(), Set.copyOf(ticked), List.of());
        for (var input : INPUTS) {
            form = form.with(input.name, sent.getOrDefault(input.name, ""));
        }
        return form;
    }

    /** Whether a box is ticked. */
    public boolean is(String name) {
        return ticked.contains(name);
    }

    /** The same with another value; an empty one is none. */
    PlanForm with(String name, String value) {
        var more = new java.util.HashMap<>(values);
        if (value.isBlank()) {
            more.remove(name);
        } else {
            more.put(name, value.strip());
        }
        return new PlanForm(Map.copyOf(more), ticked, known);
    }

    /** The same with what is wrong with it. */
    PlanForm with(List<FieldProblem> problems) {
        return new PlanForm(values, ticked, List.copyOf(problems));
    }

    /** All fields, in the order that they are shown. */
    public List<Field> fields() {
        return INPUTS.stream()
                .map(input -> new Field(
                        input.name,
                        input.label,
                        values.get(input.name),
                        input.required,
                        input.example,
                        input.help,
                        problem(input.path)))
                .toList();
    }

    /** What is wrong, in the order of the fields. */
    public List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (var input : INPUTS) {
            var problem = problem(input.path);
            if (problem != null) {
                problems.add(new Problem(input.name, input.label, problem));
            }
        }
        return problems;
    }

    private @Nullable String problem(String path) {
        return known.stream()
                .filter(problem -> List.of(path.split("\\|", -1)).contains(problem.field()))
                .map(FieldProblem::problem)
                .findFirst()
                .orElse(null);
    }

    /** The name of its commands. */
    public @Nullable String name() {
        return values.get("name");
    }

    /** The unit of systemd that runs it. */
    public @Nullable String unit() {
        return values.get("unit");
    }

    /** The container of Docker that runs it. */
    public @Nullable String container() {
        return values.get("container");
    }

    /** The program of v0.8.0. */
    public @Nullable String release() {
        return values.get("release");
    }

    /** What it asks for, in the words of the REST interface, which looks at every value. */
    UpgradeRequest request() {
        var directory = path("exportDirectory");
        var account = values.get("runAs");
        return new UpgradeRequest(
                new UpgradeRequest.InstallationChoice(path("config"), path("binary"), deployment()),
                choice(),
                null,
                directory == null ? null : new UpgradeRequest.ExportChoice(directory),
                null,
                account == null ? null : new UpgradeRequest.AccountChoice(account, null, is("create") ? true : null),
                is("stay") ? new UpgradeRequest.TrialChoice("stop", null, null) : null,
                is("keys") ? "acl" : null,
                is("node") || values.containsKey("firstNode")
                        ? new UpgradeRequest.NodeChoice(path("firstNode"))
                        : null);
    }

    /** Commands where they are named and no unit is; nothing where neither is, so that a unit is looked for. */
    private UpgradeRequest.@Nullable Deployment deployment() {
        var container = values.get("container");
        if (container != null) {
            return new UpgradeRequest.Deployment(
                    UpgradeRequest.Deployment.DOCKER, values.get("name"), unit(), null, container, values.get("old"));
        }
        var name = values.get("name");
        if (name != null && unit() == null) {
            return UpgradeRequest.Deployment.command(name);
        }
        return name == null && unit() == null && !is("inPlace")
                ? null
                : new UpgradeRequest.Deployment(
                        UpgradeRequest.Deployment.SYSTEMD,
                        name,
                        unit(),
                        is("inPlace") ? UpgradeRequest.Deployment.IN_PLACE : null,
                        null,
                        null);
    }

    private UpgradeRequest.@Nullable ReleaseChoice choice() {
        return values.containsKey("release") || values.containsKey("image") || is("installed")
                ? new UpgradeRequest.ReleaseChoice(
                        values.containsKey("imageFile") ? path("imageFile") : path("release"),
                        address("release"),
                        values.get("sha256"),
                        is("installed") ? true : null,
                        path("webadmin"),
                        address("webadmin"),
                        values.get("webadminSha256"),
                        null,
                        values.get("image"))
                : null;
    }

    private @Nullable String address(String name) {
        var text = values.get(name);
        return text != null && text.contains("://") ? text : null;
    }

    private @Nullable Path path(String name) {
        var text = address(name) == null ? values.get(name) : null;
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            // A relative path is refused with the name of its field, which says as much.
            return Path.of("..");
        }
    }
}
