package dev.drydock.installation.configuration;

/** How new message bodies are written into a store; the server reads both whatever is set. */
public enum Compression {
    NONE,
    LZ4
}
