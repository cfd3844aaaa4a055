package dev.drydock.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives one account one right more to a file or directory, and takes it back to the letter. Who uses it has made sure
 * that nobody else can change where the path leads.
 */
public sealed interface AccessGrant permits AccessListGrant, GroupGrant {

    /** A right that is given. */
    enum Right {
        /** To a file: its content may be read. */
        READ('r'),
        /** To a directory: it may be entered, not listed. */
        ENTER('x');

        private final char letter;

        Right(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }
    }

    /** Everything that {@link #give} changes, as it is now: what {@link #takeBack} goes back to. */
    String state(Path path) throws HostException, IOException, InterruptedException;

    /** Gives the right. */
    void give(Path path, Right right) throws HostException, IOException, InterruptedException;

    /** Brings back a state from before; safe to repeat. */
    void takeBack(Path path, String state) throws HostException, InterruptedException;

    /**
     * What a shell does to give the right.
     *
     * @param path as the shell reads it, in quotes where it needs them
     */
    List<String> giving(String path, Right right);

    /** What a shell does to bring back a state. */
    String takingBack(String path, String state);
}
