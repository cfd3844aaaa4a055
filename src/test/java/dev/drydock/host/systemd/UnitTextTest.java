package dev.drydock.host.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnitTextTest {

    private static final List<String> LINES = List.of("User=mail", "Group=post", "AmbientCapabilities=CAP_X");

    @Test
    void addsAtTheEndOfTheSectionAndKeepsAllElse() {
        var text = """
                # mine
                [Unit]
                User=not here

                [Service]
                ExecStart=/bin/a \\
                  --config \\
                # in between
                  b
                ; a remark

                [Install]
                WantedBy=multi-user.target
                """;

        assertThat(UnitText.with(text, LINES)).isEqualTo("""
                # mine
                [Unit]
                User=not here

                [Service]
                ExecStart=/bin/a \\
                  --config \\
                # in between
                  b
                User=mail
                Group=post
                AmbientCapabilities=CAP_X
                ; a remark

                [Install]
                WantedBy=multi-user.target
                """);
    }

    @Test
    void changesWhatCanStandOnceWhereItStandsLast() {
        var text = "[Service]\nuser = root\nUser=\\\ndaemon\nAmbientCapabilities=CAP_Y\n[Unit]\nA=b";

        assertThat(UnitText.with(text, LINES))
                .isEqualTo("[Service]\nuser = root\nUser=mail\nAmbientCapabilities=CAP_Y\nGroup=post\n"
                        + "AmbientCapabilities=CAP_X\n[Unit]\nA=b");
    }

    @Test
    void findsTheValuesOfItsSectionAlone() {
        var text = "[Service]\n User = a \nUSER=\n#User=c\n[Unit]\nUser=d\n[Service]\nUser=e";

        assertThat(UnitText.values(text, "User")).containsExactly("a", "", "e");
    }

    @Test
    void refusesATextWithoutTheSection() {
        assertThatThrownBy(() -> UnitText.with("[Unit]\nA=b\n", LINES)).hasMessageContaining("[Service]");
    }

    @Test
    void quotesWhatHasAMeaningInAUnitFile() {
        assertThat(UnitTwin.inUnitFile(List.of("/bin/a", "b c", "50%", "$HOME", "\"\\")))
                .isEqualTo("\"/bin/a\" \"b c\" \"50%%\" \"$$HOME\" \"\\\"\\\\\"");
    }
}
