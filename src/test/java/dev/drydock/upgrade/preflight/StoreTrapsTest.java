package dev.drydock.upgrade.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.InspectionReport;
import dev.drydock.conversion.Progress;
import dev.drydock.fixture.Fixture;
import dev.drydock.host.Account;
import dev.drydock.host.Ports;
import dev.drydock.installation.DetectionRequest;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the store or beside it, and is lost or costly in the official way. */
class StoreTrapsTest {

    private static final String MEMORY = """
            directory.people.type = "memory"
            directory.people.principals.0001.name = "john"
            """;

    @TempDir
    private Path temporary;

    private SmallInstallation installation;

    @BeforeEach
    void installs() throws Exception {
        installation = new SmallInstallation(temporary, Fixture.SQLITE, Ports.findFree(1));
    }

    @Test
    void saysWhatBecomesOfTheQueueAndOfReports() throws Exception {
        var with = installation.look();
        var without = installation.withoutExtras().look();

        Trap.assertFound(with, Grade.NOTICE, "store.queue-after-official-import", "3 messages", "Drydock adds");
        Trap.assertFound(with, Grade.NOTICE, "store.reports-not-exported", "1 received");
        Trap.assertFound(without, Grade.WARN, "store.queue-after-official-import", "3 messages", "extras");
        Trap.assertFound(without, Grade.WARN, "store.reports-not-exported");
        Trap.assertNothingElse(without, "store.queue-after-official-import", "store.reports-not-exported");
    }

    @Test
    void tellsTheNamesOfAnExternalDirectoryFromThoseOfTheStore() throws Exception {
        assertThat(found("names-mixed-case", InspectionReport.Grade.NOTICE).grade())
                .isEqualTo(Grade.PASS);
        assertThat(found("names-conflict", InspectionReport.Grade.WARN).grade()).isEqualTo(Grade.PASS);

        installation.configure(MEMORY, Map.of("directory", "people"));

        assertThat(found("names-mixed-case", InspectionReport.Grade.NOTICE).grade())
                .isEqualTo(Grade.NOTICE);
        var conflict = found("names-conflict", InspectionReport.Grade.WARN);
        assertThat(conflict.grade()).isEqualTo(Grade.FAIL);
        assertThat(conflict.text()).contains("one and the other");
        assertThat(conflict.whatToDo()).isEqualTo("Do something");
        installation.withoutExtras();
        assertThat(found("names-mixed-case", InspectionReport.Grade.NOTICE).grade())
                .isEqualTo(Grade.WARN);
    }

    @Test
    void saysWhatItHadNoTimeToReadAndLooksAtTheNamesAllTheSame() throws Exception {
        var yard = installation.yard(installation.plan());

        var findings = new StoppedStoreLook(Duration.ZERO).look(yard, Progress.NONE);

        assertThat(findings)
                .anyMatch(finding -> finding.grade() == Grade.SKIP
                        && finding.code().equals("store.readable")
                        && finding.text().contains("names and settings"));
        assertThat(findings).noneMatch(finding -> finding.code().equals("store.contents-damaged"));
    }

    @Test
    void looksAtAStoppedStoreAsTheChecksDo() throws Exception {
        var plan = installation.plan();
        var looked = new StoppedStoreLook().look(installation.yard(plan), Progress.NONE);

        assertThat(installation.look(plan).findings())
                .filteredOn(finding -> finding.code().startsWith("store."))
                .containsExactlyInAnyOrderElementsOf(looked);
    }

    @Test
    void endsTheReadingWhenItIsToldTo() throws Exception {
        var yard = installation.yard(installation.plan());

        assertThatThrownBy(() -> new StoppedStoreLook().look(yard, (activity, done, total, unit) -> {
                    throw new CancellationException("enough");
                }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void noticesMixedNamesOfTheConfigurationItself() throws Exception {
        installation.configure(MEMORY.replace("john", "John.Doe"), Map.of("directory", "people"));

        Trap.assertFound(installation.look(), Grade.NOTICE, "directory.mixed-case", "John.Doe", "Drydock writes");
        Trap.assertFound(installation.withoutExtras().look(), Grade.WARN, "directory.mixed-case", "John.Doe");
    }

    @Test
    void gradesWhatTheInspectionFindsByWhatItMeansForTheUpgrade() throws Exception {
        assertThat(found("certificates", InspectionReport.Grade.WARN).grade()).isEqualTo(Grade.NOTICE);
        assertThat(found("contents-missing", InspectionReport.Grade.FAIL).grade())
                .isEqualTo(Grade.WARN);
        assertThat(found("contents-damaged", InspectionReport.Grade.FAIL).grade())
                .isEqualTo(Grade.FAIL);
        assertThat(found("contents-uncommitted", InspectionReport.Grade.WARN).grade())
                .isEqualTo(Grade.WARN);
        assertThat(found("contents-missing", InspectionReport.Grade.SKIP).grade())
                .isEqualTo(Grade.SKIP);
    }

    private Finding found(String code, InspectionReport.Grade grade) throws Exception {
        var found = new InspectionReport.Finding(
                grade, code, 2, "Some are. They are so.", Optional.of("Do something"), List.of("one and the other"));
        var report = new InspectionReport(
                "store",
                false,
                Map.of(),
                List.of(),
                0,
                new InspectionReport.Contents(0, 0, 0, 0),
                new InspectionReport.Queue(0, 0, 0, 0, 0, 0, 0),
                new InspectionReport.Reports(0, 0, 0, 0, 0),
                0,
                List.of(found));
        var yard = installation.yard(installation.plan());
        var scene = new Scene(
                yard,
                yard.detection().detect(DetectionRequest.of(installation.config)),
                installation.kernel,
                Account.current(),
                Stage.BEFORE,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                installation.readingLimit,
                Progress.NONE);
        var all = new StoreContentFindings(scene).of(report);
        assertThat(all).hasSize(1);
        assertThat(all.get(0).code()).isEqualTo("store." + code);
        return all.get(0);
    }

    @Test
    void saysThatContentsOutsideTheStoreStayThere() throws Exception {
        var blobs = Files.createDirectory(installation.root.resolve("blobs"));
        Files.write(blobs.resolve("content"), new byte[3 << 20]);
        installation.configure(
                "store.files.compression = \"lz4\"\nstore.files.type = \"fs\"\nstore.files.path = \"" + blobs + "\"\n",
                Map.of("blob", "files"));

        var report = installation.look();

        Trap.assertFound(
                report, Grade.WARN, "stores.blobs", blobs, "stay there", "1 file, 3.0 MiB", "vendor", "snapshot");
        assertThat(report.findings()).noneMatch(finding -> finding.code().equals("role.blob"));
        Trap.assertNothingElse(report, "stores.blobs");
    }

    @Test
    void admitsThatNoBucketWasTried() throws Exception {
        installation.configure("""
                store.bucket.type = "s3"
                store.bucket.bucket = "mail"
                store.bucket.region = "eu-central-1"
                store.bucket.access-key = "key"
                store.bucket.secret-key = "secret"
                """, Map.of("blob", "bucket"));

        Trap.assertFound(installation.look(), Grade.WARN, "stores.blobs", "bucket mail", "not tried", "not asked");
    }

    @Test
    void refusesContentsInASecondDatabase() throws Exception {
        installation.configure("""
                store.second.type = "sqlite"
                store.second.path = "%s"
                """.formatted(installation.root.resolve("second.sqlite3")), Map.of("blob", "second"));

        Trap.assertFound(installation.look(), Grade.FAIL, "stores.blobs", "second.sqlite3", "storage.blob");
    }

    @Test
    void warnsOfElasticsearchAndNamesRedis() throws Exception {
        installation.configure("""
                store.index.type = "elasticsearch"
                store.index.url = "http://127.0.0.1:9200"
                store.fast.type = "redis"
                store.fast.urls.0001 = "redis://127.0.0.1"
                """, Map.of("fts", "index", "lookup", "fast"));

        var report = installation.look();

        Trap.assertFound(report, Grade.WARN, "stores.index", "doubles");
        Trap.assertFound(report, Grade.NOTICE, "stores.lookup", "Redis");
        Trap.assertNothingElse(report, "stores.index");
    }

    @Test
    void refusesSettingsThatTheServersEnvironmentHas() throws Exception {
        installation.configure("""
                authentication.fallback-admin.user = "admin"
                authentication.fallback-admin.secret = "%{env:ADMIN_SECRET}%-%{env:SALT}%"
                """);

        var report = installation.look();

        Trap.assertFound(
                report,
                Grade.FAIL,
                "configuration.environment",
                "authentication.fallback-admin.secret (line 2",
                "ADMIN_SECRET, SALT",
                "%{file:");
        Trap.assertNothingElse(report, "configuration.environment", "configuration.problem");
    }

    @Test
    void warnsOfPathsThatBeginAnywhere() throws Exception {
        installation.configure("tracer.second.type = \"log\"\ntracer.second.path = \"tmp\"\n");

        var report = installation.look();

        Trap.assertFound(report, Grade.WARN, "configuration.relative-paths", "tracer.second.path (line 2)");
    }
}
