package dev.drydock.installation;

import dev.drydock.installation.ProgramVersion.Known;
import dev.drydock.installation.ProgramVersion.Unknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the program that is installed means for an upgrade. */
final class ProgramFindings {

    private static final int SET_USER_ID = 04000;
    private static final int OTHERS_WRITE = 02;

    private final @Nullable Program program;
    private final Installation found;

    ProgramFindings(Installation found) {
        this.found = found;
        this.program = found.program();
    }

    void addTo(List<Finding> findings) {
        if (program == null) {
            findings.add(Finding.fail(
                    "program.missing",
                    "No program " + ProgramSearch.NAME + " was found in "
                            + found.root().resolve("bin") + ", in /usr/local/bin or in the search path",
                    "Name the file of the program"));
            return;
        }
        findings.add(version(program));
        if (!program.others().isEmpty()) {
            var others = program.others().stream().map(String::valueOf).toList();
            findings.add(Finding.notice(
                    "program.several",
                    "Beside " + program.path() + " there is " + String.join(", ", others),
                    "Name the right one if it is not " + program.path()));
        }
        if ((program.facts().mode() & (SET_USER_ID | OTHERS_WRITE)) != 0) {
            findings.add(Finding.warn(
                    "program.mode",
                    program.path() + " has the mode " + program.facts().octalMode()
                            + ": others can change it, or it runs with the rights of its owner",
                    "Give it the mode 0755"));
        }
    }

    private static Finding version(Program program) {
        if (program.version() instanceof Unknown unknown) {
            return Finding.fail(
                    "program.version-unknown",
                    "The version of " + program.path() + " is not known: " + unknown.reason(),
                    "See what it answers to --version");
        }
        var place = " (" + program.path() + ")";
        if (ProgramVersion.canBecomeSource(program.version())) {
            return beforeSource(program, place);
        }
        if (!(program.version() instanceof Known version) || version.compareTo(ProgramVersion.FIRST) < 0) {
            return tooOld(program.version(), place);
        }
        if (version.equals(ProgramVersion.SOURCE)) {
            return Finding.pass("program.version", "v" + version + " is installed" + place);
        } else if (version.compareTo(ProgramVersion.TARGET) < 0) {
            return Finding.fail(
                    "program.version-unexpected",
                    "v" + version + " is installed" + place + ", which Drydock does not know",
                    "Install v0.7.3, which this was made for");
        }
        return Finding.fail(
                "program.version-not-older",
                "v" + version + " is installed already" + place,
                "If the store is still that of v0.7.3, do not start this program on it; install v0.7.3 again first");
    }

    private static Finding tooOld(ProgramVersion version, String place) {
        return Finding.fail(
                "program.version-too-old",
                "v" + version + " is installed" + place
                        + "; below v0.7.0 there is no automatic way, because the layout is another",
                "Move the mail by hand with the vendor's stalwart-cli: on the old server"
                        + " \"stalwart-cli --url URL export account NAME DIRECTORY\" for each account; install"
                        + " v0.8.0 beside it with an empty store and make the accounts anew; there"
                        + " \"stalwart-cli --url URL import account NAME DIRECTORY\"");
    }

    private static Finding beforeSource(Program program, String place) {
        return Finding.fail(
                "program.version-before-source",
                "v" + program.version() + " is installed" + place + "; only v0.7.3 can export its store",
                "Give the program of v0.7.3 as release.source, and Drydock puts it in place before the export. Or bring"
                        + " it to v0.7.3 first, which reads this store as it is: stop the server, keep "
                        + program.path()
                        + " under another name, put the program of v0.7.3 in its place with the same owner and mode,"
                        + " start the server, then look again");
    }
}
