package dev.drydock.web.security;

import java.util.regex.Pattern;

/** Tells the names of this machine to itself from all others, without asking a resolver. */
final class Loopback {

    private static final Pattern AUTHORITY = Pattern.compile(
            "(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** Whether {@code authority}, as it stands in a Host header, is a loopback name, with any port or none. */
    static boolean isAuthority(String authority) {
        return AUTHORITY.matcher(authority).matches();
    }

    /** Whether {@code origin}, as it stands in an Origin header, is a page of a loopback name. */
    static boolean isOrigin(String origin) {
        return origin.startsWith("http://") && isAuthority(origin.substring("http://".length()));
    }
}
