package dev.drydock.build;

import static dev.drydock.build.MvnwSandbox.PINNED;
import static dev.drydock.build.MvnwSandbox.outcomeOf;
import static dev.drydock.build.MvnwSandbox.writeMaven;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.build.MvnwSandbox.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MvnwTest {

    private static final Outcome FETCHED_MAVEN_RAN = new Outcome(0, PINNED + ": test\n");
    private static final String STORE = "home/.m2/drydock-maven";

    @TempDir
    private Path directory;

    private MvnwSandbox sandbox;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        sandbox = new MvnwSandbox(directory);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void fetchesMavenOnceWhereThereIsNone() throws Exception {
        assertThat(sandbox.run("test", "-Dname=two words"))
                .isEqualTo(new Outcome(0, PINNED + ": test -Dname=two words\n"));
        assertThat(sandbox.run("test")).isEqualTo(FETCHED_MAVEN_RAN);
        assertThat(sandbox.downloads()).isEqualTo(1);
        assertThat(sandbox.namesIn(STORE)).containsExactly("apache-maven-" + PINNED);
    }

    @Test
    void keepsMavenWhereItIsTold() throws Exception {
        sandbox.set("DRYDOCK_MAVEN_DIR", directory.resolve("else where").toString());

        assertThat(sandbox.run("test")).isEqualTo(FETCHED_MAVEN_RAN);
        assertThat(sandbox.namesIn("else where")).containsExactly("apache-maven-" + PINNED);
    }

    @Test
    void usesMavenOnThePath() throws Exception {
        writeMaven(sandbox.bin(), "3.8.7", "\033[1mApache Maven 3.8.7\033[m");

        assertThat(sandbox.run("test")).isEqualTo(new Outcome(0, "3.8.7: test\n"));
        assertThat(sandbox.downloads()).isZero();
    }

    @Test
    void usesMavenOfTheNextGeneration() throws Exception {
        writeMaven(sandbox.bin(), "4.0.0", "Apache Maven 4.0.0");

        assertThat(sandbox.run("test")).isEqualTo(new Outcome(0, "4.0.0: test\n"));
    }

    @Test
    void prefersMavenHomeToThePath() throws Exception {
        writeMaven(sandbox.bin(), "3.8.7", "Apache Maven 3.8.7");
        writeMaven(directory.resolve("opt/maven/bin"), "3.10.0", "Apache Maven 3.10.0");
        sandbox.set("MAVEN_HOME", directory.resolve("opt/maven").toString());

        assertThat(sandbox.run("test")).isEqualTo(new Outcome(0, "3.10.0: test\n"));
    }

    @Test
    void passesOverMavenThatIsTooOldOrMissing() throws Exception {
        writeMaven(sandbox.bin(), "3.6.3", "Apache Maven 3.6.3");
        sandbox.set("MAVEN_HOME", directory.resolve("nowhere").toString());

        assertThat(sandbox.run("test")).isEqualTo(FETCHED_MAVEN_RAN);
    }

    @Test
    void throwsAwayAnArchiveThatIsNotThePinnedOne() throws Exception {
        sandbox.serveInstead("something else");

        var outcome = sandbox.run("test");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("is not what it should be", "SHA-512 expected", "SHA-512 found");
        assertThat(sandbox.namesIn(STORE)).isEmpty();
    }

    @Test
    void saysWhatCouldNotBeFetched() throws Exception {
        sandbox.set("DRYDOCK_MAVEN_BASE_URL", sandbox.archiveUrl() + "/missing");

        var outcome = sandbox.run("test");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("/missing/" + PINNED + "/binaries/", "could not be fetched");
        assertThat(sandbox.namesIn(STORE)).isEmpty();
    }

    @Test
    void makesDoWithWget() throws Exception {
        sandbox.removeTool("curl");
        sandbox.addTool("wget");

        assertThat(sandbox.run("test")).isEqualTo(FETCHED_MAVEN_RAN);
    }

    @Test
    void makesDoWithShasum() throws Exception {
        sandbox.removeTool("sha512sum");
        sandbox.addTool("shasum");

        assertThat(sandbox.run("test")).isEqualTo(FETCHED_MAVEN_RAN);
    }

    @Test
    void saysWhatToInstallWhenNothingCanFetch() throws Exception {
        sandbox.removeTool("curl");

        var outcome = sandbox.run("test");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("neither curl nor wget");
    }

    @Test
    void letsRunsAtTheSameTimeFetchSideBySide() throws Exception {
        var runs = Stream.generate(() -> sandbox.start("test")).limit(4).toList();

        for (var run : runs) {
            assertThat(outcomeOf(run)).isEqualTo(FETCHED_MAVEN_RAN);
        }
        assertThat(sandbox.namesIn(STORE)).containsExactly("apache-maven-" + PINNED);
        assertThat(sandbox.namesIn(STORE + "/apache-maven-" + PINNED)).containsExactly("bin");
    }
}
