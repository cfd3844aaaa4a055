package dev.drydock.host.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.host.Command;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.FileState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitFileEditTest {

    private static final String TEXT = "# mine\n[Unit]\nA=b\n\n[Service]\nExecStart=/bin/a\n# kept\n\n[Install]\nC=d\n";
    private static final UnitAccount ACCOUNT = new UnitAccount("mail", "post", List.of("RUN_AS_USER"));

    @TempDir
    private Path directory;

    private Path fragment;
    private UnitFileEdit edit;

    @BeforeEach
    void write() throws Exception {
        fragment = Files.writeString(directory.toRealPath().resolve("mail.service"), TEXT);
        Files.setPosixFilePermissions(fragment, PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(fragment, FileTime.from(Instant.parse("2024-05-06T07:08:09Z")));
        edit = new UnitFileEdit(new Systemd(new CommandRunner()), fragment, ".drydock-1", ACCOUNT);
    }

    @Test
    void changesAndComesBackAsTheSameFile() throws Exception {
        var before = FileState.of(fragment);
        var key = Files.getAttribute(fragment, "unix:ino");

        edit.make();
        edit.make();

        assertThat(edit.isMade()).isTrue();
        assertThat(Files.readString(fragment)).isEqualTo(TEXT.replace("ExecStart=/bin/a\n", """
                        ExecStart=/bin/a
                        User=mail
                        Group=post
                        AmbientCapabilities=CAP_NET_BIND_SERVICE
                        UnsetEnvironment=RUN_AS_USER
                        """));
        assertThat(FileState.of(fragment).mode()).isEqualTo(before.mode());
        assertThat(edit.kept()).hasContent(TEXT);

        edit.takeBack();
        edit.takeBack();

        assertThat(edit.isMade()).isFalse();
        assertThat(FileState.of(fragment)).isEqualTo(before);
        assertThat(Files.getAttribute(fragment, "unix:ino")).isEqualTo(key);
        assertThat(edit.kept()).doesNotExist();
    }

    /** A kill between the second name of the old file and the new one. */
    @Test
    void goesOnAndBackFromTheMiddle() throws Exception {
        Files.createLink(edit.kept(), fragment);
        assertThat(edit.isMade()).isFalse();
        edit.make();
        assertThat(edit.isMade()).isTrue();
        edit.takeBack();

        Files.createLink(edit.kept(), fragment);
        edit.takeBack();

        assertThat(fragment).hasContent(TEXT);
        assertThat(edit.kept()).doesNotExist();
    }

    @Test
    void doesTheSameByAShell() throws Exception {
        shell(edit.making());
        shell(edit.making());

        var text = Files.readString(fragment);
        assertThat(UnitText.values(text, "User")).endsWith("mail");
        assertThat(UnitText.values(text, "UnsetEnvironment")).containsExactly("RUN_AS_USER");
        assertThat(text.lines().toList()).containsAll(TEXT.lines().toList());
        assertThat(FileState.of(fragment).mode()).isEqualTo(0640);

        shell(edit.takingBack());
        shell(edit.takingBack());

        assertThat(fragment).hasContent(TEXT);
    }

    private static void shell(List<String> lines) throws Exception {
        new CommandRunner()
                .run(Command.of("sh", "-euc", String.join("\n", lines)).withLimit(Duration.ofSeconds(20)))
                .orFail("Run the lines");
    }
}
