package dev.drydock.host;

/** Takes what a program says, line by line, in one thread. */
@FunctionalInterface
public interface LineConsumer {

    /** What a program can speak through; all is {@code OUT} where both streams go into one file. */
    enum Channel {
        OUT,
        ERR
    }

    /** Lets everything pass. */
    LineConsumer NOBODY = (channel, line) -> {};

    /**
     * One line without its end.
     *
     * @param line what is no UTF-8 is replaced; more than 64 KiB are cut, and the line says so
     */
    void line(Channel channel, String line);
}
