package dev.drydock.cli;

/** What a command says with its exit status. */
final class ExitStatus {

    /** Done, and nothing is wrong with what was looked at. */
    static final int DONE = 0;

    /** It failed, or what was looked at is not as it should be. */
    static final int FAILED = 1;

    /** The command line makes no sense. */
    static final int USAGE = 2;

    /** Nothing was begun: the store is of another version, in use, or the target not blank. */
    static final int REFUSED = 3;

    private ExitStatus() {}
}
