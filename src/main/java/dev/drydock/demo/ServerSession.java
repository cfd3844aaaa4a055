package dev.drydock.demo;

import java.io.IOException;

/** Talks with one client until either has had enough. */
@FunctionalInterface
interface ServerSession {

    void run() throws IOException;
}
