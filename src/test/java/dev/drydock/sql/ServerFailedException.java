package dev.drydock.sql;

/** A server program that ended instead of doing what it was started for; the message holds what it said. */
final class ServerFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    ServerFailedException(String message) {
        super(message);
    }
}
