package dev.drydock.sql;

import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;

/** A process of tests that starts a server, says where it is and which process, and waits to be killed. */
final class ServerToLeave {

    private ServerToLeave() {}

    public static void main(String[] arguments) throws Exception {
        var directory = SqlServerKind.valueOf(arguments[0]).get().directory();
        System.out.println(directory);
        System.out.println(Files.readString(directory.resolve("pid")).strip());
        new CountDownLatch(1).await();
    }
}
