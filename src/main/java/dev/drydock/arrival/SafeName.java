package dev.drydock.arrival;

import java.util.regex.Pattern;

/** Names that users have given, made fit to be names of files: of no other directory, hidden nowhere, never too long. */
final class SafeName {

    /** ASCII alone: with the locale C, Java can name no other file. */
    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9@._+-]");

    private static final int LONGEST = 40;

    private SafeName() {}

    /**
     * The name with its number behind it, so that no two are one, whatever the file system makes of letters.
     *
     * @param name may be anything, also empty
     */
    static String of(String name, int id) {
        var fit = UNFIT.matcher(name).replaceAll("_").replaceAll("^[.-]+", "_");
        return fit.substring(0, Math.min(LONGEST, fit.length())) + "-" + Integer.toUnsignedString(id);
    }
}
