package dev.drydock.proof;

import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.Space;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The texts of Sieve scripts, which lie in blobs, each with what the server has compiled it into behind it. */
final class ScriptTexts {

    private final RecordSource source;

    ScriptTexts(RecordSource source) {
        this.source = source;
    }

    /** The hash of a script's text, in hexadecimal; the empty string where the store does not hold it. */
    String sha256(StoredObject.Content content) throws StoreException {
        var stored = source.get(Space.BLOBS, content.hash().toByteArray());
        if (stored == null) {
            return "";
        }
        var blob = StoredBlob.of(content.hash(), stored).content();
        var size = content.size() < 0 ? blob.length : content.size();
        if (content.from() < 0 || size < 0 || content.from() > blob.length || size > blob.length - content.from()) {
            return "";
        }
        var from = (int) content.from();
        return sha256(Arrays.copyOfRange(blob, from, from + (int) size));
    }

    static String sha256(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
