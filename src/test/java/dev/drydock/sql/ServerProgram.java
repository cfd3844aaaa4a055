package dev.drydock.sql;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The programs of one server: how its data are made, how it is started and how it is asked to end. */
interface ServerProgram {

    /** Whether Maven has put it there. */
    boolean isThere();

    /** Makes the data of a new server with {@link ServerDirectory#administrator()}, who comes in with its password. */
    void initialize(ServerDirectory directory, Set<ServerChoice> choices)
            throws ServerFailedException, IOException, InterruptedException;

    /** The command that stays in the foreground as the server, on 127.0.0.1 alone. */
    List<String> command(ServerDirectory directory, int port, Set<ServerChoice> choices);

    /** The signal at which it ends in good order without waiting for its clients. */
    String stopSignal();

    /** Whether the tests run as root, whom servers do not like. */
    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
