package dev.drydock.host;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * For which machine a program was built, after elf(5).
 *
 * @param bits 32 or 64
 * @param machine number of the machine, {@code e_machine}
 * @param interpreter the loader that the program asks for; empty where it is linked statically
 */
public record ElfFile(int bits, int machine, Optional<String> interpreter) {

    private static final int HEADER = 64;
    private static final int LONGEST_INTERPRETER = 4096;
    private static final int MOST_SEGMENTS = 1024;
    private static final int PT_INTERP = 3;
    private static final Map<Integer, String> MACHINES = Map.of(
            3,
            "i386",
            8,
            "mips",
            21,
            "ppc64",
            22,
            "s390x",
            40,
            "arm",
            62,
            "amd64",
            183,
            "aarch64",
            243,
            "riscv",
            258,
            "loongarch64");

    /**
     * Reads the beginning of a file.
     *
     * @return empty where it is no ELF file, such as a script
     * @throws HostException where it begins as one and is damaged, or cannot be read
     */
    public static Optional<ElfFile> read(Path file) throws HostException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var header = bytes(channel, 0, HEADER);
            if (header.remaining() < 4 || header.getInt(0) != 0x7F454C46) {
                return Optional.empty();
            }
            if (header.remaining() < 52) {
                throw damaged(file, "its header is cut");
            }
            return Optional.of(read(file, channel, header));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw damaged(file, "its program headers are cut");
        } catch (IOException e) {
            throw new HostException(
                    file + " cannot be read: " + FileTrouble.inWords(e), "Check the path and its permissions", e);
        }
    }

    /** The machine as Java's {@code os.arch} names it, or its number. */
    public String machineName() {
        return MACHINES.getOrDefault(machine, "machine " + machine);
    }

    /** Whether this machine runs such programs, by what Java says it is. */
    public boolean isForThisMachine() {
        return isFor(System.getProperty("os.arch", ""));
    }

    boolean isFor(String architecture) {
        return switch (architecture) {
            // A 64-bit kernel of these runs programs of 32 bits too, but the server is not built for that.
            case "amd64", "x86_64" -> machine == 62 && bits == 64;
            case "aarch64" -> machine == 183 && bits == 64;
            case "i386", "x86" -> machine == 3;
            case "riscv64" -> machine == 243 && bits == 64;
            case "ppc64le", "ppc64" -> machine == 21 && bits == 64;
            default -> machineName().equals(architecture);
        };
    }

    /** Whether the loader it asks for is here; a program built for another C library says only "not found". */
    public boolean hasItsInterpreter() {
        return interpreter.map(path -> Files.exists(Path.of(path))).orElse(true);
    }

    private static ElfFile read(Path file, FileChannel channel, ByteBuffer header) throws IOException, HostException {
        var bits = switch (header.get(4)) {
            case 1 -> 32;
            case 2 -> 64;
            default -> throw damaged(file, "it is neither of 32 nor of 64 bits");
        };
        var order = switch (header.get(5)) {
            case 1 -> ByteOrder.LITTLE_ENDIAN;
            case 2 -> ByteOrder.BIG_ENDIAN;
            default -> throw damaged(file, "it has no byte order");
        };
        header.order(order);
        var wide = bits == 64;
        var machine = Short.toUnsignedInt(header.getShort(18));
        var table = wide ? header.getLong(32) : Integer.toUnsignedLong(header.getInt(28));
        var size = Short.toUnsignedInt(header.getShort(wide ? 54 : 42));
        var count = Short.toUnsignedInt(header.getShort(wide ? 56 : 44));
        if (count > MOST_SEGMENTS || (count > 0 && size < (wide ? 56 : 32))) {
            throw damaged(file, "its program headers make no sense");
        }
        for (var i = 0; i < count; i++) {
            var segment =
                    bytes(channel, table + (long) i * size, wide ? 56 : 32).order(order);
            if (segment.getInt(0) == PT_INTERP) {
                var at = wide ? segment.getLong(8) : Integer.toUnsignedLong(segment.getInt(4));
                var length = wide ? segment.getLong(32) : Integer.toUnsignedLong(segment.getInt(16));
                return new ElfFile(bits, machine, Optional.of(interpreter(file, channel, at, length)));
            }
        }
        return new ElfFile(bits, machine, Optional.empty());
    }

    private static String interpreter(Path file, FileChannel channel, long at, long length)
            throws IOException, HostException {
        if (length < 2 || length > LONGEST_INTERPRETER) {
            throw damaged(file, "the name of its loader has " + length + " bytes");
        }
        var bytes = bytes(channel, at, (int) length);
        if (bytes.remaining() < length || bytes.get((int) length - 1) != 0) {
            throw damaged(file, "the name of its loader is cut");
        }
        return StandardCharsets.UTF_8.decode(bytes.slice(0, (int) length - 1)).toString();
    }

    /** Up to so many bytes from a place, fewer where the file ends. */
    private static ByteBuffer bytes(FileChannel channel, long at, int most) throws IOException {
        var buffer = ByteBuffer.allocate(most);
        if (at >= 0) {
            var count = 1;
            while (count > 0 && buffer.hasRemaining()) {
                count = channel.read(buffer, at + buffer.position());
            }
        }
        return buffer.flip();
    }

    private static HostException damaged(Path file, String what) {
        return new HostException(
                file + " begins as a program but is damaged: " + what, "Get the file again and check its sum");
    }
}
