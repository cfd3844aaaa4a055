package dev.drydock.demo;

import java.io.IOException;
import java.util.List;

/** Takes over the mail that a client hands in. */
interface MailDrop {

    /** Whether an address is one of the server's own, the only ones it takes mail for. */
    boolean knows(String address);

    /**
     * Takes a message over; it is on disk when this returns.
     *
     * @param content with lines that end in CRLF
     * @return the number that it has in the queue
     */
    long take(String from, List<String> recipients, byte[] content) throws IOException;
}
