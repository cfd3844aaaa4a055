package dev.drydock.upgrade.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.host.Ports;
import dev.drydock.installation.Grade;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An installation as it should be. */
class PreflightTest {

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @MethodSource("dev.drydock.fixture.Fixture#withStore")
    void findsNothingToWarnOfInASoundInstallation(Fixture fixture) throws Exception {
        var installation = new SmallInstallation(temporary, fixture, Ports.findFree(2));
        var before = installation.listing();

        var report = installation.look();

        assertThat(report.findings())
                .noneMatch(finding -> finding.grade() == Grade.FAIL || finding.grade() == Grade.WARN);
        assertThat(report.allowsStart()).isTrue();
        assertThat(report.contents())
                .anySatisfy(size -> {
                    assertThat(size.family()).isEqualTo("property");
                    assertThat(size.records()).isPositive();
                })
                .allSatisfy(size -> assertThat(size.bytes()).isPositive());
        assertThat(installation.listing()).isEqualTo(before);
    }
}
