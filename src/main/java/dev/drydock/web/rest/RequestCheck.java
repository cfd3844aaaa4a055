package dev.drydock.web.rest;

import dev.drydock.release.DownloadAddress;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at what a request says before anything on the machine is looked at: all that is wrong, by field. */
final class RequestCheck {

    private static final int LONGEST_PATH = 4000;

    private final List<FieldProblem> problems = new ArrayList<>();

    private RequestCheck() {}

    /**
     * Checks a whole request.
     *
     * @throws InvalidFieldsException with every field that does not do
     */
    @SuppressWarnings("ConstantValue") // What JSON leaves out is null, whatever the record says.
    static UpgradeRequest of(UpgradeRequest request) throws InvalidFieldsException {
        var check = new RequestCheck();
        var installation = request.installation();
        if (check.isThere("installation", installation)) {
            if (request.isDocker()) {
                check.path("installation.config", installation.config());
            } else {
                check.requiredPath("installation.config", installation.config());
            }
            check.path("installation.binary", installation.binary());
            if (installation.deployment() != null) {
                check.deployment(installation.deployment());
            }
        }
        var release = request.release();
        if (release != null && installation != null) {
            if (request.isDocker()) {
                check.image(release);
            } else {
                check.release(release);
            }
            check.webadmin(release);
        }
        if (request.export() != null) {
            check.path("export.directory", request.export().directory());
            check.noLink("export.directory", request.export().directory());
        }
        if (request.runAs() != null) {
            if (check.isThere("runAs.user", request.runAs().user())) {
                check.text("runAs.user", request.runAs().user());
            }
            check.text("runAs.group", request.runAs().group());
        }
        if (request.keys() != null && !request.keys().matches("acl|group")) {
            check.problem("keys", "must be acl or group, or be left out");
        }
        var trial = request.trial();
        if (trial != null && trial.onFailure() != null && !trial.onFailure().matches("back|stop")) {
            check.problem("trial.onFailure", "must be back or stop");
        }
        if (trial != null && trial.testMail() != null) {
            if (check.isThere("trial.testMail.to", trial.testMail().to())) {
                check.address("trial.testMail.to", trial.testMail().to());
            }
            check.address("trial.testMail.from", trial.testMail().from());
        }
        if (request.node() != null) {
            check.node(request, request.node());
        }
        check.end();
        return request;
    }

    /** What a further node of a cluster has no use for is not passed over in silence. */
    private void node(UpgradeRequest request, UpgradeRequest.NodeChoice node) {
        path("node.report", node.report());
        var theFirst = "is for the first node of the cluster, which moves the data";
        if (request.export() != null) {
            problem("export", theFirst);
        }
        if (request.backup() != null) {
            problem("backup", theFirst);
        }
        if (request.trial() != null
                && (request.trial().onFailure() != null || request.trial().extras() != null)) {
            problem("trial", theFirst);
        }
        if (request.release() != null && request.release().source() != null) {
            problem("release.source", theFirst);
        }
    }

    @SuppressWarnings("ConstantValue") // What JSON leaves out is null, whatever the record says.
    private void deployment(UpgradeRequest.Deployment deployment) {
        var field = "installation.deployment.";
        if (!isThere(field + "kind", deployment.kind())) {
            return;
        }
        text(field + "name", deployment.name());
        text(field + "unit", deployment.unit());
        if (deployment.change() != null && !deployment.change().matches("drop-in|in-place")) {
            problem(field + "change", "must be drop-in or in-place, or be left out");
        }
        if (deployment.isDocker()) {
            if (isThere(field + "container", deployment.container())) {
                container(field + "container", deployment.container());
            }
            container(field + "old", deployment.old());
        } else if (deployment.container() != null || deployment.old() != null) {
            problem(field + "container", "is for kind docker");
        }
        var systemd = deployment.isSystemd();
        if (systemd && deployment.name() != null) {
            problem(field + "name", "is for kind command; a unit has its name in unit");
        }
        if (!systemd && (deployment.unit() != null || deployment.change() != null)) {
            problem(field + "unit", "is for kind systemd");
        }
    }

    /** A program comes from a file, from an address, or from somebody else. */
    private void release(UpgradeRequest.ReleaseChoice release) {
        var elsewhere = release.isInstalledElsewhere();
        if (elsewhere && (release.file() != null || release.url() != null)) {
            problem("release.installed", "must not be true where a program is named: one of both installs it");
        } else if (!elsewhere) {
            origin("release", release.file(), release.url(), release.sha256());
        }
        if (release.image() != null) {
            problem("release.image", "is for a server in a container: name it in installation.deployment");
        }
        var source = release.source();
        if (source != null) {
            origin("release.source", source.file(), source.url(), source.sha256());
        }
    }

    /** A container is made of an image, which is pulled, or loaded from a file. */
    private void image(UpgradeRequest.ReleaseChoice release) {
        if (isThere("release.image", release.image())) {
            text("release.image", release.image());
        }
        path("release.file", release.file());
        if (release.url() != null) {
            problem("release.url", "is for a program; an image is pulled by its name, or loaded from release.file");
        }
        if (release.isInstalledElsewhere()) {
            problem("release.installed", "is for a program of a package");
        }
        if (release.source() != null) {
            problem("release.source", "is for a program; give the container the image of v0.7.3 first");
        }
    }

    private void webadmin(UpgradeRequest.ReleaseChoice release) {
        if (release.webadminUrl() != null) {
            if (release.webadmin() != null) {
                problem("release.webadminUrl", "must be left out where a file is named");
            }
            fetched("release.webadminUrl", release.webadminUrl(), "release.webadminSha256", release.webadminSha256());
        }
        path("release.webadmin", release.webadmin());
    }

    private void origin(String field, @Nullable Path file, @Nullable String url, @Nullable String sum) {
        if (url == null) {
            requiredPath(field + ".file", file);
            sum(field + ".sha256", sum);
        } else {
            if (file != null) {
                problem(field + ".url", "must be left out where a file is named");
            }
            fetched(field + ".url", url, field + ".sha256", sum);
        }
    }

    private void fetched(String field, String url, String sumField, @Nullable String sum) {
        DownloadAddress.problem(url).ifPresent(problem -> problem(field, problem));
        if (sum == null) {
            problem(sumField, "is missing: what is fetched must be known by its sum");
        }
        sum(sumField, sum);
    }

    /** A path that stands alone in a request. */
    static Path path(String field, String text) throws InvalidFieldsException {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw InvalidFieldsException.of(field, "must be an absolute path");
        }
        var path = Path.of(text);
        var check = new RequestCheck();
        check.requiredPath(field, path);
        check.end();
        return path;
    }

    private void end() throws InvalidFieldsException {
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
    }

    private void problem(String field, String problem) {
        problems.add(new FieldProblem(field, problem));
    }

    private boolean isThere(String field, @Nullable Object value) {
        if (value == null) {
            problem(field, "is missing");
        }
        return value != null;
    }

    private void sum(String field, @Nullable String sum) {
        if (sum != null && !sum.matches("[0-9A-Fa-f]{64}")) {
            problem(field, "must be 64 hexadecimal digits");
        }
    }

    private void requiredPath(String field, @Nullable Path path) {
        if (isThere(field, path)) {
            path(field, path);
        }
    }

    private void path(String field, @Nullable Path path) {
        if (path == null) {
            return;
        }
        if (!path.isAbsolute()) {
            problem(field, "must be an absolute path");
        } else if (path.toString().length() > LONGEST_PATH) {
            problem(field, "is too long for a path");
        } else {
            for (var name : path) {
                if (name.toString().equals("..")) {
                    problem(field, "must have no .. in it");
                    return;
                }
            }
        }
    }

    /** Root writes there, and whoever may change a link could lead it elsewhere. */
    private void noLink(String field, @Nullable Path path) {
        for (var at = path; at != null && at.isAbsolute(); at = at.getParent()) {
            if (Files.isSymbolicLink(at)) {
                problem(field, "must not lead through a link, and " + at + " is one: name the place that is meant");
            }
        }
    }

    private void address(String field, @Nullable String text) {
        if (text != null && (text.length() > 254 || !text.matches("[^\\s<>@\\p{Cntrl}]+@[^\\s<>@\\p{Cntrl}]+"))) {
            problem(field, "must be a mail address, such as anna@example.org");
        }
    }

    private void container(String field, @Nullable String name) {
        if (name != null && !name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,199}")) {
            problem(field, "must be the name or id of a container, as docker ps shows it");
        }
    }

    private void text(String field, @Nullable String text) {
        if (text != null && (text.length() > 200 || text.chars().anyMatch(c -> c < ' ' || c == 127))) {
            problem(field, "must be at most 200 characters, none of them a control character");
        }
    }
}
