package dev.drydock.upgrade.preflight;

import dev.drydock.host.AccessListGrant;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.Rights;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import dev.drydock.installation.configuration.MacroFile;
import dev.drydock.upgrade.phase.KeyHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Whether the account that v0.8.0 runs as can read the configuration and the files that it names: v0.7.3 read them as
 * root before it gave its rights up.
 */
final class ConfigurationRightsCheck implements Check {

    @Override
    public String topic() {
        return "rights";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        var rights = scene.runAsRights();
        findings.add(configuration(scene, rights));
        var byPath = new LinkedHashMap<Path, MacroFile>();
        scene.found().configuration().files().forEach(file -> byPath.putIfAbsent(file.path(), file));
        for (var file : byPath.values()) {
            findings.add(withOffer(scene, file, file(rights, file)));
        }
        if (scene.blueprint().keys() != null && !scene.blueprint().keys().byGroup() && !AccessListGrant.isPossible()) {
            findings.add(Finding.fail(
                    "rights.acl-missing",
                    "Keys are to be opened by an access control list, and setfacl and getfacl are not here",
                    "Install the package acl, or plan anew with keys: group"));
        }
        return findings;
    }

    /** What is closed can be opened by Drydock, where somebody asks for it. */
    private static Finding withOffer(Scene scene, MacroFile file, Finding finding) {
        if (finding.grade() != Grade.FAIL) {
            return finding;
        }
        var keys = scene.blueprint().keys();
        if (keys != null && keys.files().contains(file.path())) {
            return Finding.notice(
                    "rights.file-to-open",
                    finding.text() + ". Drydock opens it and the closed directories above it in the phase prepare, to "
                            + (keys.byGroup() ? "the group of that account" : "that account alone")
                            + ", and closes them again on going back",
                    KeyHook.installing(scene.blueprint()));
        }
        return Finding.fail(
                finding.code(),
                finding.text(),
                finding.whatToDo()
                        + "; or plan anew with keys: acl (or group), and Drydock opens the file and every closed"
                        + " directory above it, and takes that back on going back");
    }

    private static Finding configuration(Scene scene, Rights rights)
            throws HostException, IOException, InterruptedException {
        var file = scene.blueprint().configuration().file();
        var code = "rights.configuration";
        if (rights.canRead(file)) {
            return Finding.pass(code, rights.user() + " can read the configuration " + file);
        }
        var state = FileState.of(file);
        if (rights.closedAbove(file).isEmpty()
                && state.gid() == rights.account().gid()) {
            return Finding.notice(
                    code,
                    rights.user() + " may not read the configuration " + file
                            + " yet; it belongs to that account's group",
                    "Drydock gives the group the right to read it, in the phase install");
        }
        var denial = rights.denial(file, "read");
        var fail = Finding.fail(
                code,
                denial.text() + "; v0.8.0 reads its configuration as that account",
                rights.closedAbove(file).isPresent()
                        ? denial.whatToDo()
                        : "Give the file to the group of " + rights.user() + ": chgrp "
                                + rights.account().gid() + " " + file + "; chmod 0640 " + file);
        return scene.unlessGiven(rights.closedAbove(file).orElse(file), fail);
    }

    /** Whether a file that a setting names can be read. */
    static Finding file(Rights rights, MacroFile file) throws HostException, InterruptedException {
        var code = "rights.file";
        var what = file.key() + (file.line() == MacroFile.STORED ? " (in the store)" : " (line " + file.line() + ")")
                + " is read from " + file.path();
        if (!Files.exists(file.path())) {
            return Finding.warn(
                    "rights.file-missing",
                    what + ", which is not there, or may not be seen",
                    "See whether the server needs it; it has no value today");
        }
        if (rights.canRead(file.path())) {
            return Finding.pass(code, what + ", which " + rights.user() + " can read");
        }
        var denial = rights.denial(file.path(), "read");
        var loss = file.key().startsWith("certificate.")
                ? "; v0.8.0 would serve a self-signed certificate instead"
                : "; in v0.8.0 the setting would have no value";
        return Finding.fail(code, what + ", but " + denial.text() + loss, denial.whatToDo());
    }
}
