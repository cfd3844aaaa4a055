package dev.drydock.host.docker;

/**
 * The name of an image, as people write it.
 *
 * @param repository with its registry, where one is named
 * @param tag or digest; {@code latest} where none is named
 */
public record ImageName(String repository, String tag) {

    private static final String LATEST = "latest";

    /** Takes it apart. */
    public static ImageName of(String image) {
        var digest = image.indexOf('@');
        if (digest >= 0) {
            return new ImageName(image.substring(0, digest), image.substring(digest + 1));
        }
        var colon = image.lastIndexOf(':');
        // A colon before a slash is that of a port.
        return colon > image.lastIndexOf('/')
                ? new ImageName(image.substring(0, colon), image.substring(colon + 1))
                : new ImageName(image, LATEST);
    }

    /** Whether it means another image tomorrow. */
    public boolean isLatest() {
        return tag.equals(LATEST);
    }
}
