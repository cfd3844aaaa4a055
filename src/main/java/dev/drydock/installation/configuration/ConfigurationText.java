package dev.drydock.installation.configuration;

/**
 * A place in the text of a configuration file, in code points. Carriage returns are dropped between the parts of a line
 * and inside of values, as the server drops them.
 */
final class ConfigurationText {

    static final int END = -1;

    private final String text;
    private int at;
    private int line = 1;

    ConfigurationText(String text) {
        this.text = text;
    }

    int line() {
        return line;
    }

    /** The next code point, or {@link #END}. */
    int peek() {
        return at < text.length() ? text.codePointAt(at) : END;
    }

    /** Takes the next code point, whatever it is. */
    int take() {
        var next = peek();
        if (next != END) {
            at += Character.charCount(next);
            if (next == '\n') {
                line++;
            }
        }
        return next;
    }

    /** Takes the next code point that is not a carriage return. */
    int takeWithoutReturns() {
        var next = take();
        while (next == '\r') {
            next = take();
        }
        return next;
    }

    /** Takes the next code point that is not a blank; line feeds count. */
    int takeSkippingBlanks() {
        var next = take();
        while (next == '\r' || next == ' ' || next == '\t') {
            next = take();
        }
        return next;
    }

    void skipLine() {
        var next = take();
        while (next != END && next != '\n') {
            next = take();
        }
    }

    /** Skips blanks, empty lines and comments. */
    void skipToContent() {
        while (true) {
            switch (peek()) {
                case '\n', '\r', ' ', '\t' -> take();
                case '#' -> skipLine();
                default -> {
                    return;
                }
            }
        }
    }

    /** A code point for a message. */
    static String name(int codePoint) {
        return switch (codePoint) {
            case END -> "the end of the file";
            case '\n' -> "the end of the line";
            case 0xFEFF -> "a byte order mark (U+FEFF)";
            default ->
                codePoint > ' ' && codePoint < 0x7F
                        ? "'" + Character.toString(codePoint) + "'"
                        : String.format("U+%04X", codePoint);
        };
    }

    /** What the server takes for a letter or digit: the letters and numbers of Unicode. */
    static boolean isAlphanumeric(int codePoint) {
        return codePoint != END
                && (Character.isAlphabetic(codePoint)
                        || switch (Character.getType(codePoint)) {
                            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                                true;
                            default -> false;
                        });
    }
}
