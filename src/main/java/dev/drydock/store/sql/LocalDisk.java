package dev.drydock.store.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/** The disk of a database server that runs on this machine, for who has made sure that its directory is the one seen here. */
public final class LocalDisk {

    private LocalDisk() {}

    /** Whether an address is reached without leaving this machine; a container may listen there too. */
    public static boolean isOf(ServerAddress server) {
        try {
            return Arrays.stream(InetAddress.getAllByName(server.host())).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** How many bytes can be written to a directory; empty where it cannot be looked at. */
    public static OptionalLong free(Path directory) {
        try {
            return OptionalLong.of(Files.getFileStore(directory).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
