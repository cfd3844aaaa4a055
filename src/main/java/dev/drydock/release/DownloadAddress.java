package dev.drydock.release;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a release may come from: by https, and by http only from this machine itself, where nobody between can change
 * it.
 */
public final class DownloadAddress {

    private static final int LONGEST = 2000;

    private DownloadAddress() {}

    /** What is wrong with an address, to be put after its name; empty where nothing is. */
    public static Optional<String> problem(String text) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("is no address: " + e.getReason());
        }
        if (text.length() > LONGEST) {
            return Optional.of("must have at most " + LONGEST + " characters");
        }
        if (address.getHost() == null || address.getScheme() == null) {
            return Optional.of("must be a whole address, such as https://example.org/stalwart-mail.tar.gz");
        }
        if (address.getRawUserInfo() != null) {
            return Optional.of("must hold no name and no password: plans and logs show addresses");
        }
        if (!mayBeAsked(address)) {
            return Optional.of("must begin with https:// (http:// only for this machine itself, as 127.0.0.1)");
        }
        var path = address.getPath();
        if (path == null || path.isEmpty() || path.endsWith("/")) {
            return Optional.of("must end with the name of a file");
        }
        return Optional.empty();
    }

    /** Whether such an address is asked at all. */
    static boolean mayBeAsked(URI address) {
        var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https") || (scheme.equals("http") && isThisMachine(address.getHost()));
    }

    /** Whether an answer may lead from the one address to the other: never from https to http. */
    static boolean mayLead(URI from, URI to) {
        return mayBeAsked(to)
                && ("https".equalsIgnoreCase(to.getScheme()) || !"https".equalsIgnoreCase(from.getScheme()));
    }

    /** Where it leads, without what may be secret in it: signed addresses carry a key behind the question mark. */
    static String open(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
    }

    /** The same of an address that has no {@linkplain #problem problem}. */
    public static String open(String address) {
        return open(URI.create(address));
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
