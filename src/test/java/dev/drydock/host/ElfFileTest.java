package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfFileTest {

    @TempDir
    Path directory;

    @Test
    void readsAProgramOfThisMachine() throws Exception {
        var elf = ElfFile.read(Tool.find("sleep").toRealPath()).orElseThrow();

        assertThat(elf.isForThisMachine()).isTrue();
        assertThat(elf.interpreter()).isPresent();
        assertThat(elf.hasItsInterpreter()).isTrue();
    }

    @Test
    void readsAProgramOfAnotherMachine() throws Exception {
        var elf = ElfFile.read(write(program(183))).orElseThrow();

        assertThat(elf).isEqualTo(new ElfFile(64, 183, java.util.Optional.of("/lib/ld-x")));
        assertThat(elf.machineName()).isEqualTo("aarch64");
        assertThat(elf.isFor("aarch64")).isTrue();
        assertThat(elf.isFor("amd64")).isFalse();
        assertThat(elf.hasItsInterpreter()).isFalse();
    }

    @Test
    void readsBigEndianAnd32Bits() throws Exception {
        var bytes = ByteBuffer.allocate(52).order(ByteOrder.BIG_ENDIAN);
        bytes.putInt(0, 0x7F454C46).put(4, (byte) 1).put(5, (byte) 2).putShort(18, (short) 8);

        var elf = ElfFile.read(write(bytes.array())).orElseThrow();

        assertThat(elf.bits()).isEqualTo(32);
        assertThat(elf.machineName()).isEqualTo("mips");
        assertThat(elf.interpreter()).isEmpty();
        assertThat(elf.isFor("amd64")).isFalse();
    }

    @Test
    void saysThatAScriptIsNoElfFile() throws Exception {
        assertThat(ElfFile.read(write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(ElfFile.read(write(new byte[0]))).isEmpty();
    }

    @Test
    void refusesCutAndSenselessPrograms() throws Exception {
        var whole = program(62);
        for (var length = 4; length < whole.length; length++) {
            var cut = write(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ElfFile.read(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("damaged");
        }
        for (var place : new int[] {4, 5, 54, 57, 63 + 40}) {
            var bytes = whole.clone();
            bytes[place] = (byte) 0x7F;
            if (place == 54) {
                bytes[place] = 1;
            }
            assertThatThrownBy(() -> ElfFile.read(write(bytes))).isInstanceOf(HostException.class);
        }
        assertThatThrownBy(() -> ElfFile.read(directory.resolve("gone"))).hasMessageContaining("does not exist");
    }

    /** A header of 64 bytes, one program header of 56, and the name of a loader. */
    private static byte[] program(int machine) {
        var name = "/lib/ld-x\0".getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(64 + 56 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1});
        bytes.putShort(18, (short) machine)
                .putLong(32, 64)
                .putShort(54, (short) 56)
                .putShort(56, (short) 1);
        bytes.putInt(64, 3).putLong(64 + 8, 120).putLong(64 + 32, name.length);
        bytes.position(120).put(name);
        return bytes.array();
    }

    private Path write(byte[] bytes) throws Exception {
        return Files.write(directory.resolve("program"), bytes);
    }
}
