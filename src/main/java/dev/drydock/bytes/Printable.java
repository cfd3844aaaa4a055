package dev.drydock.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Shows the free bytes of a key to people. */
public final class Printable {

    private Printable() {}

    /** The text itself where the bytes are UTF-8 without control characters, otherwise {@code 0x} and hexadecimal. */
    public static String of(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.codePoints().noneMatch(Printable::isHidden)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // Not text: many keys are hashes or numbers.
        }
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    private static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
