package dev.drydock.host.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFramesTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private void frame(int stream, String text) throws IOException {
        var data = text.getBytes(StandardCharsets.UTF_8);
        var out = new DataOutputStream(bytes);
        out.writeInt(stream << 24);
        out.writeInt(data.length);
        out.write(data);
    }

    private List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        LogFrames.read(
                new ByteArrayInputStream(bytes.toByteArray()), (channel, line) -> lines.add(channel + " " + line));
        return lines;
    }

    @Test
    void putsLinesTogetherThatFramesCutApart() throws Exception {
        frame(1, "one\ntw");
        frame(2, "trouble\n");
        frame(1, "o\nthree");

        assertThat(lines()).containsExactly("OUT one", "ERR trouble", "OUT two", "OUT three");
    }

    @Test
    void saysWhereAFrameIsCutShort() throws Exception {
        frame(1, "whole\n");
        bytes.write(new byte[] {1, 0, 0, 0, 0, 0, 0, 9, 'x'});

        assertThatThrownBy(this::lines).isInstanceOf(EOFException.class);
    }
}
