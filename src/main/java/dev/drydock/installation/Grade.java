package dev.drydock.installation;

/** How much a finding matters, from least to most. */
public enum Grade {
    /** Looked at, and as it should be. */
    PASS,
    /** Not looked at, and why. */
    SKIP,
    /** Nothing is wrong, but it should be known. */
    NOTICE,
    /** The upgrade works, but something is lost, endangered or slow unless it is seen to. */
    WARN,
    /** The upgrade must not be started. */
    FAIL
}
